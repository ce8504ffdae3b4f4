"""L17: reviews that are older than 18 months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule
from coursewright.generating.reviewed import STALE_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L17",
    severity="warning",
    title="The last review is more than 18 months old",
    why="Prices, forms and house rules change, and a lesson that says otherwise costs trust.",
    cure="Read it again with somebody who knows the work, then `course review approve` it.",
    basis="house rule: 548 days",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each lesson and bank, and each item with a review of its own, if old."""
    for quiz in context.course.quizzes:
        last = max((review.date for review in quiz.reviews), default=None)
        if last and quiz.status != "retired" and (context.today - last).days > STALE_DAYS:
            place = context.place(quiz.span, "reviewed")
            yield RULE.at(place, f"`{quiz.id}` was last reviewed on {last.isoformat()}")
    for text in context.reviewed:
        last = text.last
        if last is None or not text.has_own or text.status == "retired":
            continue
        if (context.today - last).days > STALE_DAYS:
            place = context.place(text.span, "reviewed")
            yield RULE.at(place, f"`{text.target}` was last reviewed on {last.isoformat()}")
