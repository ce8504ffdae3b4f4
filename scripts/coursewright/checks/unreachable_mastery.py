"""Q165: mastery scores that nobody or everybody reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Quiz

RULE: Final = Rule(
    code="Q165",
    severity="error",
    title="Mastery score that makes no sense",
    why="Nobody could pass, or everybody would, whatever they mark.",
    cure=(
        "Set `mastery_score` to a share above 0 and up to 1, such as 0.8, and give the bank "
        "scored items."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every quiz whose mastery score cannot decide anything."""
    for quiz in context.course.quizzes:
        score = quiz.mastery_score
        if score is not None and not 0 < score <= 1:
            yield RULE.at(
                context.place(quiz.span, "mastery_score"),
                f"the mastery score of `{quiz.id}` is {float(score):g}",
            )
        elif not _has_scored(context, quiz) and (score is not None or quiz.kind == "record"):
            message = f"`{quiz.id}` has a mastery score but no item that is scored"
            yield RULE.at(quiz.span, message)
    if not 0 < context.course.mastery_score <= 1:
        score = context.course.mastery_score
        yield RULE.at(
            context.place(context.course.span, "mastery_score"),
            f"the mastery score of the course is {float(score):g}",
        )


def _has_scored(context: CheckContext, quiz: Quiz) -> bool:
    pool = context.pools.get(quiz.id)
    items = pool.items if pool else quiz.items
    return any(item.is_scored for item in items)
