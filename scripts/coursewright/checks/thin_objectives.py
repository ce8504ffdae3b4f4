"""K609: objectives that are asked too rarely."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="K609",
    severity="warning",
    title="Objective with few items",
    why=(
        "With few items every attempt asks the same, and learners remember the response "
        "instead of the reason."
    ),
    cure=(
        "Write more items for the objective. Recommended: 4 (remember, understand, analyse), "
        "5 (apply), 3 (evaluate), 1 (create)."
    ),
    guidelines=("B05",),
)
RULES = (RULE,)

FEWEST: Final = {
    "remember": 4,
    "understand": 4,
    "apply": 5,
    "analyse": 4,
    "evaluate": 3,
    "create": 1,
}


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every objective with some items, but fewer than its level needs."""
    banks = (context.drawn_of(quiz) for quiz in context.course.quizzes)
    number = Counter(item.objective for bank in banks for item in bank)
    for name, (_, objective) in context.objectives.items():
        needed = FEWEST[objective.level]
        if 0 < number[name] < needed:
            items = counted(number[name], "item")
            message = f"`{name}` ({objective.level}) has {items}, recommended are {needed}"
            yield RULE.at(objective.span, message)
