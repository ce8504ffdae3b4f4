"""M241: scenarios that no module names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M241",
    severity="warning",
    title="Scenario that nobody sees",
    why="A scenario has its page in a module; this one is in none.",
    cure="Add its id to `scenarios:` in the `index.md` of a module.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every scenario that no module names."""
    used = {name for module in context.course.modules for name in module.scenarios}
    for scenario in context.course.scenarios:
        if scenario.id not in used:
            name = scenario.written_id or scenario.id
            yield RULE.at(scenario.span, f"no module names the scenario `{name}`")
