"""S05: poor options that end a scenario before its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S05",
    severity="warning",
    title="Poor option that is “game over”",
    why=(
        "People learn most when they put a mistake right. An end at once only tells them "
        "that they have failed."
    ),
    cure=(
        "Lead on to a node where it can be repaired. In the last decision a poor option may end it."
    ),
    basis="house rule: learning by repair",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each poor option that ends what the best option would continue."""
    for scenario in context.course.scenarios:
        endings = {node.id for node in scenario.nodes if node.is_ending}
        for node in scenario.decisions:
            goes_on = any(
                option.grade == "best" and option.target not in endings for option in node.options
            )
            for option in node.options:
                if goes_on and option.grade == "poor" and option.target in endings:
                    message = f"`{node.id}`: this choice ends the scenario at once"
                    yield RULE.at(option.span, message)
