"""Q157: matching items with more than one solution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.items import repeated
from coursewright.diagnostics import Rule
from coursewright.model import Matching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q157",
    severity="error",
    title="Matching with two equal sides",
    why="Where two rows have the same text, a right response may be marked as wrong.",
    cure=(
        "Reword one of the two, or join the rows. A row with an empty left cell must differ "
        "from every other right cell."
    ),
    guidelines=("Q01",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every source or target that another row repeats."""
    for item in context.authored_items:
        if isinstance(item.interaction, Matching):
            pairs = item.interaction.pairs
            targets = (*(pair.target for pair in pairs), *item.interaction.extra_targets)
            for text in repeated(pair.source for pair in pairs):
                yield RULE.at(text.span, f"`{text.text}` stands twice on the left of `{item.id}`")
            for text in repeated(targets):
                yield RULE.at(text.span, f"`{text.text}` stands twice on the right of `{item.id}`")
