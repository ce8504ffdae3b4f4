"""Q28: items that lean on another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q28",
    severity="error",
    title="The item needs another item",
    why="Items are drawn and shuffled: the other one may not be there.",
    cure="Say in this item all that is needed for it.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 4",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each stem or situation that speaks of another item."""
    for item in context.authored_items:
        if "case" in item.attributes:
            continue
        for text in (item.stem, item.body):
            hit = text and next(
                find_phrases(plain(text.text), context.words_of(item)["other_items"]), None
            )
            if text and hit:
                place = context.place(text.span, hit.words)
                yield RULE.at(place, f"`{item.id}` speaks of another item: “{hit.words}”")
