"""F05: items of the assessment that no objective explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="F05",
    severity="error",
    title="Assessed item without an objective",
    why=(
        "After the assessment people see their result by objective, with the lesson to go "
        "back to. An item without one tells them nothing."
    ),
    cure="Name the objective in the heading of the item: `objective=m04.o1`.",
    basis="Shute 2008: formative feedback",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each scored item of a record bank without an objective."""
    for quiz in context.course.quizzes:
        for item in quiz.items if quiz.kind == "record" else ():
            if item.is_scored and item.objective is None:
                yield RULE.at(item.span, f"`{item.id}` has no objective")
