"""K606: core knowledge that is hardly asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="K606",
    severity="error",
    title="Core item with fewer than three quiz items",
    why=(
        "What matters most must be asked more than once, in different ways, or learners can "
        "pass by luck."
    ),
    cure=(
        "Write items whose `evidence` names a fact of this knowledge item. A block of recall "
        "material counts as one."
    ),
    guidelines=("B05",),
)
RULES = (RULE,)

FEWEST: Final = 3


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every core item of a taught framework with too few items."""
    number: Counter[str] = Counter()
    for item in context.authored_items:
        number.update(context.owners_of(item.evidence))
    for recall in context.recalls:
        number.update(context.owners_of(recall.evidence))
    for framework in context.taught_frameworks:
        for part in framework.items if framework.is_core else ():
            if number[part.id] < FEWEST:
                asked = counted(number[part.id], "quiz item")
                message = f"`{part.id}` ({part.name}) has {asked}, a core item needs {FEWEST}"
                yield RULE.at(part.span, message)
