"""Q182: nodes of a scenario from which there is no way to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.graph import (
    has_lost_targets,
    leading_to_an_end,
    reachable,
)
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q182",
    severity="error",
    title="Node without a way to an ending",
    why="Learners would go round in circles and never see the debrief.",
    cure="Let one of the options lead to an ending: a node without options.",
    guidelines=("S01",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every node that can be reached and never left for an ending."""
    for scenario in context.course.scenarios:
        if has_lost_targets(scenario):
            continue  # one mistake, found elsewhere: the way is only misspelt
        reached, ending = reachable(scenario), leading_to_an_end(scenario)
        for node in scenario.nodes:
            if node.id in reached and node.id not in ending:
                yield RULE.at(node.span, f"from `{node.id}` no way leads to an ending")
