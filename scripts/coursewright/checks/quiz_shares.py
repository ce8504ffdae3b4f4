"""Q170: shares of other items that fill more than the quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q170",
    severity="error",
    title="Shares of a draw above the whole",
    why="No place would be left for the items of the quiz itself.",
    cure="Lower `from_earlier` or `from_recall`; together they must stay at 1 or below.",
    guidelines=("B10",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every quiz whose shares are negative or above one together."""
    for quiz in context.course.quizzes:
        total = quiz.from_earlier + quiz.from_recall
        if total > 1 or quiz.from_earlier < 0 or quiz.from_recall < 0:
            message = f"`from_earlier` and `from_recall` of `{quiz.id}` add up to {float(total):g}"
            yield RULE.at(context.place(quiz.span, "from_earlier"), message)
