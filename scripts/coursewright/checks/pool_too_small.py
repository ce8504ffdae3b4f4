"""Q163: quizzes that cannot fill their draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q163",
    severity="error",
    title="Fewer items than the quiz draws",
    why=("Every attempt would be shorter than announced, and the score would rest on fewer items."),
    cure="Write more items, or lower `draw:`.",
    guidelines=("B06",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every quiz whose pool is smaller than its draw."""
    for quiz in context.course.quizzes:
        pool = context.pools.get(quiz.id)
        if quiz.draw is None or pool is None:
            continue
        drawn = sum(row.count for row in pool.strata)
        if drawn < quiz.draw:
            message = f"`{quiz.id}` draws {quiz.draw}, but there are only {counted(drawn, 'item')}"
            yield RULE.at(context.place(quiz.span, "draw"), message)
