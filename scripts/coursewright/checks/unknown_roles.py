"""M243: roles of scenarios that are no path of the course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M243",
    severity="info",
    title="Role that is no path of the course",
    why=(
        "A scenario is offered to the people of its roles. A role that is no path filters "
        "nobody: everybody sees it."
    ),
    cure="Use the `id:` of a path in `course.yml`, or add such a path.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a note for every role that no path has."""
    known = {path.id for path in context.course.paths}
    for scenario in context.course.scenarios:
        for name in scenario.roles:
            if name not in known:
                hint = did_you_mean(name, known, RULE.cure)
                message = f"the role `{name}` is no path of the course"
                yield RULE.at(context.place(scenario.span, name), message, hint)
