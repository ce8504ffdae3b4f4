"""Q180: options of a scenario that lead to a node that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q180",
    severity="error",
    title="Option that leads to an unknown node",
    why="Learners who choose it could not go on.",
    cure="Use the id of a heading of the same file, or write that heading.",
    guidelines=("S01",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every option whose target is no node of its scenario."""
    for scenario in context.course.scenarios:
        known = {node.id for node in scenario.nodes}
        for node in scenario.nodes:
            for option in node.options:
                if option.target and option.target not in known:
                    hint = did_you_mean(option.target, known, RULE.cure)
                    place = context.place(option.span, option.target)
                    yield RULE.at(place, f"there is no node `{option.target}`", hint)
