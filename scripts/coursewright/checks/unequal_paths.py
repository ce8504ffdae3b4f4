"""Q172: blueprints that draw more items on one path than on another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q172",
    severity="warning",
    title="Paths draw different numbers of items",
    why="With fewer items luck weighs more, so the same score would not mean the same.",
    cure="Give each path rows with the same sum of `count`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every blueprint whose rows add up differently for two paths."""
    names = [path.id for path in context.course.paths]
    for quiz in context.course.quizzes:
        counts = {
            name: sum(row.count for row in quiz.blueprint if not row.paths or name in row.paths)
            for name in names
        }
        if len(set(counts.values())) > 1:
            listed = ", ".join(f"{count} on `{name}`" for name, count in counts.items())
            yield RULE.at(
                context.place(quiz.span, "draw"),
                f"`{quiz.id}` does not draw the same number on each path: {listed}",
            )
