"""Q164: blueprint rows that cannot be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule
from coursewright.generating.blueprint import count_fitting
from coursewright.generating.drawn import drawn_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Quiz

RULE: Final = Rule(
    code="Q164",
    severity="error",
    title="Too few items for a row of the blueprint",
    why=(
        "The assessment would leave out what the blueprint promises, and two attempts would "
        "not be comparable."
    ),
    cure=(
        "Write items that fit the row (module of the objective, level, type), or lower its `count`."
    ),
    guidelines=("B06",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every row with too few fitting items, and for rows that compete."""
    for quiz in context.course.quizzes:
        short = False
        for row in quiz.blueprint:
            if row.module is not None and row.module not in context.modules:
                short = True
                continue  # M225 speaks of it
            offered = context.drawn_of(quiz) if quiz.from_recall else drawn_items(quiz)
            number = count_fitting(offered, row, context.course)
            if number < row.count:
                short = True
                message = f"the row asks for {row.count}; items that fit it: {number}"
                waiting = count_fitting(quiz.items, row, context.course) - number
                if waiting > 0:
                    message += f", and {waiting} more that wait for their approval"
                yield RULE.at(row.span, message)
        if quiz.blueprint and not short:
            yield from _competing(context, quiz)


def _competing(context: CheckContext, quiz: Quiz) -> Iterator[Diagnostic]:
    """Yield a finding where each row has enough items, but not all rows at the same time."""
    pool = context.pools.get(quiz.id)
    wanted = sum(row.count for row in quiz.blueprint)
    drawn = sum(row.count for row in pool.strata) if pool else wanted
    if drawn < wanted:
        message = (
            f"the rows of `{quiz.id}` share items: {wanted} are asked for, {drawn} can be drawn"
        )
        yield RULE.at(quiz.span, message)
