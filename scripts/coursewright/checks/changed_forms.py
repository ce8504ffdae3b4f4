"""V704: published items with another interaction or number of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.versions import published_pairs
from coursewright.diagnostics import Rule
from coursewright.generating.forms import item_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="V704",
    severity="error",
    title="Published item changed its form",
    why=(
        "With another interaction or another number of options, stored responses no longer "
        "fit the item."
    ),
    cure=(
        "Add `revision=2` (or the next number) to the heading of the item, or give the new "
        "item an id of its own."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every published item whose form differs at the same revision."""
    for item, published in published_pairs(context):
        if published.hash != item_hash(item):
            message = f"`{item.id}` has another form or number of parts than the published item"
            yield RULE.at(item.span, message)
