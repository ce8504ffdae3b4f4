"""Q158: sequencing items that are too short or too long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule
from coursewright.model import Sequencing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q158",
    severity="error",
    title="Too few or too many elements to put in order",
    why=(
        "Two elements are a coin toss; more than eight fit in nobody's memory and on no telephone."
    ),
    cure="Use three to eight elements; cut a longer order into two items.",
    guidelines=("B12",),
)
RULES = (RULE,)

FEWEST: Final = 3
MOST: Final = 8


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every sequencing item outside three to eight elements."""
    for item in context.authored_items:
        if isinstance(item.interaction, Sequencing):
            number = len(item.interaction.elements)
            if not FEWEST <= number <= MOST:
                yield RULE.at(item.span, f"`{item.id}` has {counted(number, 'element')}")
