"""M232: sealed items in a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M232",
    severity="error",
    title="Item of a record bank in a lesson",
    why="A check shows the key at once, so the assessment would publish its own solution.",
    cure="Write an item of its own for the lesson in a practice bank.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every check that would publish the key of a record bank."""
    sealed = {quiz.id for quiz in context.course.quizzes if quiz.kind == "record"}
    for page in context.page_sources:
        for check_line in page.checks:
            for name in check_line.items:
                if name.rpartition("/")[0] in sealed:
                    message = f"`{name}` belongs to a record bank, whose key must stay secret"
                    yield RULE.at(context.place(check_line.span, name), message)
