"""Q156: sequencing, matching and fill-in items without a rationale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule
from coursewright.model import FillIn, Matching, Sequencing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q156",
    severity="error",
    title="Item without reasons",
    why="Whoever orders, matches or fills in wrongly sees the solution but not the reason.",
    cure="Add a block `!!! rationale` with an indented sentence or two below the item.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every such authored item that gives no reasons."""
    for item in context.authored_items:
        needs_reasons = isinstance(item.interaction, Sequencing | Matching | FillIn)
        if needs_reasons and (item.rationale is None or not item.rationale.text.strip()):
            yield RULE.at(item.span, f"`{item.id}` ({item.interaction.name}) has no rationale")
