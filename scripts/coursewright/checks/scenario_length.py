"""Q183: scenarios that go on and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.graph import way_longer_than
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q183",
    severity="error",
    title="Scenario with more than seven decisions in a row",
    why=("After seven decisions people only want it to end, and on a phone the way back is long."),
    cure="Leave out a decision, or make two scenarios of it. Loops count once.",
    guidelines=("S01",),
)
RULES = (RULE,)

MOST: Final = 7


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every scenario with a way of more than seven decisions."""
    for scenario in context.course.scenarios:
        way = way_longer_than(MOST, scenario)
        if way:
            shown = " → ".join(f"`{name}`" for name in way)
            yield RULE.at(scenario.span, f"one way has more than {MOST} decisions: {shown}")
