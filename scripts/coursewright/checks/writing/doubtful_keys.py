"""G02: keys that rest on a doubtful reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import has_phrase
from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule
from coursewright.model import Choice, FillIn, TextBlank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Item

RULE: Final = Rule(
    code="G02",
    severity="error",
    title="Key that rests on a doubtful reading",
    why=(
        "Nobody is sure what the source means here. A learner who reads it otherwise would be "
        "marked wrong for no reason."
    ),
    cure="Ask something else of this fact, or another fact.",
    basis="house rule: sources that are translations",
)
RULES = (RULE,)


DOUBTFUL: Final = re.compile(r"(?<!\w)'([^']+)'(?!\w)")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each item whose key holds the doubtful words of its evidence."""
    for item in context.authored_items:
        for name in item.evidence:
            caveat = context.facts[name].caveat if name in context.facts else None
            kind, _, why = (caveat or "").partition(":")
            if kind.strip() != "ambiguous":
                continue
            words = tuple(DOUBTFUL.findall(why))
            if not words or any(has_phrase(key, words) for key in _keys(item)):
                message = f"`{item.id}` rests on `{name}`, which is ambiguous: {why.strip()}"
                yield RULE.at(context.place(item.span, name), message)


def _keys(item: Item) -> list[str]:
    match item.interaction:
        case Choice() as choice:
            return [plain(option.text.text) for option in choice.options if option.credit == 1]
        case FillIn() as gaps:
            texts = [blank.accepted for blank in gaps.blanks if isinstance(blank, TextBlank)]
            return [word for accepted in texts for word in accepted]
        case _:
            return []
