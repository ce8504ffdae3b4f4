"""M230: banks that are used nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M230",
    severity="warning",
    title="Quiz that nobody sees",
    why=("The items of this bank are neither in a module, nor in a lesson, nor in the assessment."),
    cure=(
        "Name the quiz under `quiz:` of a module, or as `assessment:` in `course.yml`, or use "
        "its items in a `::: check`."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every bank that no module, check or assessment uses."""
    used = {
        item.rpartition("/")[0]
        for page in context.page_sources
        for check_line in page.checks
        for item in check_line.items
    }
    used |= {*context.module_of_quiz, context.course.assessment or ""}
    for quiz in context.course.quizzes:
        if quiz.id not in used:
            yield RULE.at(context.place(quiz.span, "id"), f"the quiz `{quiz.id}` is used nowhere")
