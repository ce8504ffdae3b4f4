"""M222: objectives that no module declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Span

RULE: Final = Rule(
    code="M222",
    severity="error",
    title="Objective that does not exist",
    why=(
        "Learners are shown what they can do after a lesson, and results are summed up per "
        "objective; a wrong id is lost in both."
    ),
    cure=(
        "Use an id that a module declares under `objectives:` in its `index.md`, for example "
        "`m04.o2`."
    ),
    guidelines=("C04",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every objective of a lesson, item or recall block that is unknown."""
    for owner, name, span in _uses(context):
        if name not in context.objectives:
            message = f"{owner} names the objective `{name}`, which no module declares"
            yield RULE.at(
                context.place(span, name),
                message,
                did_you_mean(name, context.objectives, RULE.cure),
            )


def _uses(context: CheckContext) -> Iterator[tuple[str, str, Span]]:
    for _, lesson in context.lessons:
        for name in lesson.objectives:
            yield f"the lesson `{lesson.id}`", name, lesson.span
    for item in context.authored_items:
        if item.objective is not None:
            yield f"the item `{item.full_id}`", item.objective, item.span
    for recall in context.recalls:
        if recall.objective is not None:
            yield f"the recall block `{recall.id}`", recall.objective, recall.span
