"""Q31: pictures whose text alternative tells the key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.folding import fold
from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import choice_texts, content_words, words_in
from coursewright.diagnostics import Rule
from coursewright.model import FillIn, TextBlank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Item, WordLists

RULE: Final = Rule(
    code="Q31",
    severity="error",
    title="The text of a picture gives the key away",
    why=(
        "Who hears the picture instead of seeing it gets the key read out. Who sees it does "
        "not: the item is not the same for both."
    ),
    cure="Say what can be seen, and nothing that only the key says.",
    basis="WCAG 2.2, 1.1.1 Non-text Content: tests",
)
RULES = (RULE,)


ALT: Final = re.compile(r"!\[([^\]]+)\]\(|<img[^>]*\balt=[\"']([^\"']+)", re.IGNORECASE)
SHORTEST: Final = 4
"""Letters of a word that can give something away."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each picture of an item whose text holds the key, and no distractor."""
    for one in choice_texts(context):
        for alt in _alternatives(one.item):
            hits = [option for option in one.options if _holds(alt, option.text, one.words)]
            if len(hits) == 1 and hits[0].option.credit == 1:
                yield RULE.at(one.item.span, f"`{one.item.id}`: “{alt}” holds the key")
    for item in context.authored_items:
        if not isinstance(item.interaction, FillIn):
            continue
        accepted = [
            word
            for blank in item.interaction.blanks
            if isinstance(blank, TextBlank)
            for word in blank.accepted
        ]
        for alt in _alternatives(item):
            for word in accepted:
                if len(word) >= SHORTEST and fold(word) in fold(alt):
                    yield RULE.at(item.span, f"`{item.id}`: “{alt}” holds “{word}”")


def _alternatives(item: Item) -> list[str]:
    text = f"{item.stem.text}\n{item.body.text if item.body else ''}"
    return [plain(match[1] or match[2]) for match in ALT.finditer(text)]


def _holds(alt: str, option: str, words: WordLists) -> bool:
    telling = content_words(option, words)
    return bool(telling) and telling <= set(words_in(alt))
