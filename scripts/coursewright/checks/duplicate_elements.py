"""Q159: sequencing items with equal elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.items import repeated
from coursewright.diagnostics import Rule
from coursewright.model import Sequencing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q159",
    severity="error",
    title="Element twice in an order",
    why=(
        "Two equal elements can be swapped, and the learner's right order would be marked as wrong."
    ),
    cure="Reword one of the two elements so that they differ.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every element that stands in its item already."""
    for item in context.authored_items:
        if isinstance(item.interaction, Sequencing):
            for text in repeated(item.interaction.elements):
                yield RULE.at(text.span, f"`{text.text}` stands twice in `{item.id}`")
