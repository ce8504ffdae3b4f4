"""Q181: nodes of a scenario that nobody gets to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.graph import has_lost_targets, reachable
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q181",
    severity="error",
    title="Node that no option leads to",
    why="What stands there reaches nobody.",
    cure=(
        "Let an option lead to it (`→ #node`), or delete it. The first node is where a "
        "scenario begins."
    ),
    guidelines=("S01",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every node that cannot be reached from the first one."""
    for scenario in context.course.scenarios:
        if has_lost_targets(scenario):
            continue  # one mistake, found elsewhere: the node is only misspelt
        reached = reachable(scenario)
        for node in scenario.nodes:
            if node.id not in reached:
                yield RULE.at(node.span, f"no way leads to the node `{node.id}`")
