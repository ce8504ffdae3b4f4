"""R106: lesson checks that name an item which is not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule
from coursewright.generating.drawn import is_drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="R106",
    severity="warning",
    title="Lesson names an item that is not asked",
    why="Learners see nothing in this place, or fewer items than you meant.",
    cure=(
        "Approve the item with `course review approve`, or take it off the line. "
        "`course serve` shows drafts."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each item of a check line that is a draft or retired."""
    hidden = {
        item.full_id: item.status
        for quiz in context.course.quizzes
        for item in quiz.items
        if not is_drawn(item, quiz)
    }
    for page in context.page_sources:
        for check_line in page.checks:
            for name in check_line.items:
                if name in hidden:
                    place = context.place(check_line.span, name)
                    yield RULE.at(place, f"`{name}` is {hidden[name]}, so it is not asked here")
