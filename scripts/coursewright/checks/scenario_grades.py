"""Q184: decisions of a scenario whose grades make no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q184",
    severity="error",
    title="Decision without one best and a poor option",
    why=(
        "A decision teaches something when one way is best and another one shows what goes wrong."
    ),
    cure=(
        "Write two to four options: exactly one `[x]`, at least one `[ ]`, and `[~]` for "
        "acceptable ones."
    ),
    guidelines=("S02",),
)
RULES = (RULE,)

FEWEST: Final = 2
MOST: Final = 4


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every decision with too few or many options or a wrong mix of grades."""
    for scenario in context.course.scenarios:
        for node in scenario.decisions:
            grades = [option.grade for option in node.options]
            if not FEWEST <= len(grades) <= MOST:
                message = f"`{node.id}` has {counted(len(grades), 'option')}, not two to four"
                yield RULE.at(node.span, message)
            best = grades.count("best")
            if best != 1:
                message = f"`{node.id}` has {counted(best, 'best option')} instead of one"
                yield RULE.at(node.span, message)
            if "poor" not in grades:
                yield RULE.at(node.span, f"`{node.id}` has no poor option")
