"""R104: texts that are active without anybody who stands for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule
from coursewright.generating.reviewed import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="R104",
    severity="error",
    title="Active or reviewed, but no review is named",
    why=(
        "Where somebody's certificate depends on an item, somebody must have read it and stand "
        "for it."
    ),
    cure=(
        'Write who reviewed it and when: `reviewed: "Ann Example, 2026-03-14"`, or set `status` '
        "to draft. `course review approve` writes both."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each bank, item and lesson that claims a review and names none."""
    for quiz in context.course.quizzes:
        if quiz.status in CLAIMS and not quiz.reviews:
            place = context.place(quiz.span, "status")
            message = f"the items of `{quiz.id}` are {quiz.status}, but no review is named"
            yield RULE.at(place, message)
            continue
        for item in quiz.items:
            if item.status in CLAIMS and not item.reviews:
                place = context.place(item.span, "status")
                yield RULE.at(place, f"`{item.id}` is {item.status}, but no review is named")
    for _, lesson in context.lessons:
        if lesson.status in CLAIMS and not lesson.reviews:
            place = context.place(lesson.span, "status")
            yield RULE.at(place, f"`{lesson.id}` is {lesson.status}, but no review is named")
