"""S06: core knowledge that is never used in a situation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.items import choice_items
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S06",
    severity="info",
    title="Core item that no scenario and no situation applies",
    why=(
        "What people only recite they seldom do. The core of a course must be used at least once."
    ),
    cure=(
        "Name the item in `applies` of a scenario, or write a situation "
        "(`type=situation`) whose `evidence` belongs to it."
    ),
    basis="house rule",
)
RULES = (RULE,)
# A note only: some core items are statements, which nobody can do in a conversation.


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each core item that is never applied, in a course with scenarios."""
    if not context.course.scenarios:
        return
    applied = {
        name
        for scenario in context.course.scenarios
        for names in (scenario.applies, *(o.applies for n in scenario.nodes for o in n.options))
        for name in names
    }
    for item, _ in choice_items(context, "situation"):
        applied |= context.owners_of(item.evidence)
    for framework in context.taught_frameworks:
        for part in framework.items if framework.is_core else ():
            if part.id not in applied:
                yield RULE.at(part.span, f"`{part.id}` ({part.name}) is never applied")
