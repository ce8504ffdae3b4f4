"""Q162: choice items that leave no choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule
from coursewright.model import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q162",
    severity="error",
    title="Item with fewer than two options",
    why="With one option there is nothing to choose.",
    cure="Write a key and two or three plausible distractors.",
    guidelines=("Q02",),
)
RULES = (RULE,)

FEWEST: Final = 2


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every choice item with fewer than two options."""
    for item in context.authored_items:
        if isinstance(item.interaction, Choice) and len(item.interaction.options) < FEWEST:
            number = len(item.interaction.options)
            yield RULE.at(item.span, f"`{item.id}` has {counted(number, 'option')}")
