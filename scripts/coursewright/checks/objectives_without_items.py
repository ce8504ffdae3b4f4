"""Q167: objectives that no item is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q167",
    severity="error",
    title="Objective without items",
    why=(
        "The course promises something that it never asks for, so nobody knows whether it was "
        "reached."
    ),
    cure="Write items with `objective=…` for it, or remove the objective.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every objective that neither an item nor recall material names."""
    asked = {item.objective for item in context.items.values()}
    for name, (_, objective) in context.objectives.items():
        if name not in asked:
            yield RULE.at(objective.span, f"no item is about the objective `{name}`")
