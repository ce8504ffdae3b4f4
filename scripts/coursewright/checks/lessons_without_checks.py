"""M227: lessons that ask nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M227",
    severity="warning",
    title="Lesson without a check",
    why="People remember what they had to recall; a lesson that only tells is soon forgotten.",
    cure="Add a line `::: check resolved/person-first` with an item or two about this lesson.",
    guidelines=("L05",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every lesson without a check."""
    for _, lesson in context.lessons:
        if not any(check_line.items for check_line in lesson.page.checks):
            yield RULE.at(
                context.place(lesson.span, "id"), f"the lesson `{lesson.id}` has no check"
            )
