"""V707: banks that changed their kind after publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="V707",
    severity="error",
    title="Bank changed between practice and record",
    why=(
        "The key of a practice bank is public already, and the key of a record bank must "
        "never become so."
    ),
    cure="Set `kind` back, or make a new bank with an id of its own.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every bank whose kind is not the published one."""
    for quiz in context.course.quizzes:
        published = context.published.quizzes.get(quiz.id)
        if published is not None and published.kind != quiz.kind:
            message = f"`{quiz.id}` was published as `{published.kind}` and is now `{quiz.kind}`"
            yield RULE.at(context.place(quiz.span, "kind"), message)
