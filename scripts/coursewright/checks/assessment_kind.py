"""M226: an assessment whose key is public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M226",
    severity="error",
    title="Assessment that is no record bank",
    why=(
        "The key of a practice bank stands in the page, so anybody could read the right "
        "responses of the assessment."
    ),
    cure="Set `kind: record` in the front matter of the bank.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding when the bank that decides is a practice bank."""
    quiz = context.quizzes.get(context.course.assessment or "")
    if quiz is not None and quiz.kind != "record":
        yield RULE.at(
            context.place(quiz.span, "kind"),
            f"`{quiz.id}` is the assessment, but its kind is `{quiz.kind}`",
        )
