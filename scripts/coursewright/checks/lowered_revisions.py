"""V705: revisions that went backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="V705",
    severity="error",
    title="Revision lower than the published one",
    why="Records would show the older revision as the newer one.",
    cure="Set `revision` to the published number, or one higher if the meaning changed.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every published item whose revision was lowered."""
    for quiz in context.course.quizzes:
        known = context.published.quizzes.get(quiz.id)
        for item in quiz.items:
            published = known.items.get(item.id) if known else None
            if published is not None and item.revision < published.revision:
                message = (
                    f"`{item.id}` has revision {item.revision}, published was {published.revision}"
                )
                yield RULE.at(context.place(item.span, "revision"), message)
