"""Q11: words that stem and key share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts, content_words
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q11",
    severity="warning",
    title="A word of the stem comes back in the key only",
    why="People match the word and need to know nothing.",
    cure="Use another word in the stem, or let a distractor have it too.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 28b",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each word of meaning that stem and key share, and no distractor has."""
    for one in choice_texts(context, "single", "situation"):
        if len(one.keys) != 1:
            continue
        [key] = one.keys
        elsewhere: set[str] = set()
        for option in one.others:
            elsewhere |= content_words(option.text, one.words)
        shared = content_words(one.stem, one.words) & content_words(key.text, one.words)
        for word in sorted(shared - elsewhere):
            place = context.place(key.span, word)
            yield RULE.at(place, f"`{one.item.id}`: “{word}” of the stem stands in the key only")
