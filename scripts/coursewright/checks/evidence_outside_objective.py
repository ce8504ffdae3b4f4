"""K608: evidence that belongs to another objective."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import listed
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Item

RULE: Final = Rule(
    code="K608",
    severity="warning",
    title="Evidence from outside the objective",
    why=(
        "The item asks for something else than the objective it is counted for, so results "
        "per objective mislead."
    ),
    cure=(
        "Choose the objective that the evidence belongs to, or evidence of the objective; "
        "facts of a framework's `context` are always fine."
    ),
    guidelines=("C05",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every item whose objective is about none of the evidence's owners."""
    for item in context.authored_items:
        entry = context.objectives.get(item.objective or "")
        owners = context.owners_of(item.evidence)
        if entry is None or not owners or _has_context(context, item):
            continue
        objective = entry[1]
        if not owners & set(objective.items):
            message = f"`{item.id}` rests on {listed(owners)}, which `{objective.id}` leaves out"
            yield RULE.at(context.place(item.span, "evidence"), message)


def _has_context(context: CheckContext, item: Item) -> bool:
    """Tell whether a fact about the framework as a whole is among the evidence."""
    return any(name in context.facts and name not in context.fact_owner for name in item.evidence)
