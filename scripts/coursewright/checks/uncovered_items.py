"""K605: parts of a taught framework that no lesson covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="K605",
    severity="error",
    title="Knowledge item that no lesson covers",
    why="The course promises this framework, but leaves out a part of it.",
    cure=(
        "Add the id to `covers:` of the lesson that teaches it, or remove the framework from "
        "`teaches:` in `course.yml`."
    ),
    guidelines=("C06", "L16"),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every item of a taught framework without a lesson."""
    covered = {name for _, lesson in context.lessons for name in lesson.covers}
    for framework in context.taught_frameworks:
        for item in framework.items:
            if item.id not in covered:
                yield RULE.at(item.span, f"no lesson covers `{item.id}` ({item.name})")
