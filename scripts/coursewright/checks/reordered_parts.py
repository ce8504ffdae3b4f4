"""V703: published options, elements or rows in another order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.versions import published_pairs
from coursewright.diagnostics import Rule
from coursewright.generating.forms import part_digests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="V703",
    severity="error",
    title="Options changed places",
    why=(
        "Stored responses name an option by its place; after a swap they would mean another option."
    ),
    cure=(
        "Put the options back in their published order (learners see them shuffled anyway), "
        "or raise `revision`."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every published item whose parts are the same in another order."""
    for item, published in published_pairs(context):
        now = part_digests(item)
        if now != published.part_digests and sorted(now) == sorted(published.part_digests):
            yield RULE.at(item.span, f"the parts of `{item.id}` changed places since publication")
