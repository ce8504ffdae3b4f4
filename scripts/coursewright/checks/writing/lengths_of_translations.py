"""I03: translated options that are much shorter or longer than those of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.translated import translated_items
from coursewright.diagnostics import Rule
from coursewright.model import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="I03",
    severity="warning",
    title="Option of another length than in the source",
    why="Something was left out or added; or the option now stands out, and is guessed for that.",
    cure="Say as much as the source says: from 0.6 to 1.8 times its length.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 24, for each language",
)
RULES = (RULE,)

SHORTEST: Final = 0.6
LONGEST: Final = 1.8
MARGIN: Final = 12
"""Characters; less is not seen."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each option whose length is outside of 0.6 to 1.8 of the source's."""
    for item, original in translated_items(context):
        ours, theirs = item.interaction, original.interaction
        if not (isinstance(ours, Choice) and isinstance(theirs, Choice)):
            continue
        for mine, other in zip(ours.options, theirs.options, strict=True):
            size, wanted = len(plain(mine.text.text)), len(plain(other.text.text))
            is_odd = not SHORTEST * wanted <= size <= LONGEST * wanted
            if is_odd and abs(size - wanted) > MARGIN:
                message = f"`{item.id}`: {size} characters here, {wanted} in the source"
                yield RULE.at(mine.text.span, message)
