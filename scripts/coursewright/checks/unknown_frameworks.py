"""K604: frameworks of `teaches` and sources of frameworks that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="K604",
    severity="error",
    title="Framework or source that does not exist",
    why="What the course promises to teach, and where it comes from, would rest on nothing.",
    cure=(
        "Use the `id:` of a file in `modules/knowledge/frameworks/`, or of a source in "
        "`sources.yml`."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every unknown framework and source."""
    for name in context.course.teaches:
        if name not in context.frameworks:
            hint = did_you_mean(name, context.frameworks, RULE.cure)
            message = f"`teaches` names the framework `{name}`, which does not exist"
            yield RULE.at(context.place(context.course.span, name), message, hint)
    for scenario in context.course.scenarios:
        if scenario.framework is not None and scenario.framework not in context.frameworks:
            hint = did_you_mean(scenario.framework, context.frameworks, RULE.cure)
            message = f"`debrief` names the framework `{scenario.framework}`, which does not exist"
            yield RULE.at(context.place(scenario.span, scenario.framework), message, hint)
    sources = {source.id for source in context.course.knowledge.sources}
    for framework in context.course.knowledge.frameworks:
        if framework.source not in sources:
            hint = did_you_mean(framework.source, sources, RULE.cure)
            message = f"the framework `{framework.id}` has the unknown source `{framework.source}`"
            yield RULE.at(context.place(framework.span, "source"), message, hint)
