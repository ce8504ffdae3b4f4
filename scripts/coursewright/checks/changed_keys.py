"""V702: keys that changed after publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.versions import published_pairs
from coursewright.diagnostics import Rule
from coursewright.generating.forms import item_hash, key_digest, part_digests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Item, PublishedItem

RULE: Final = Rule(
    code="V702",
    severity="error",
    title="Key changed without a new revision",
    why=(
        "Learners who were right would be shown as wrong, or the other way round, for an item "
        "they never saw like this."
    ),
    cure=(
        "Add `revision=2` (or the next number) to the heading of the item: it is then asked again."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every published item whose key differs at the same revision."""
    for item, published in published_pairs(context):
        is_same_form = published.hash == item_hash(item)
        if (
            is_same_form
            and published.key_digest != key_digest(item)
            and not _is_moved(item, published)
        ):
            yield RULE.at(
                item.span, f"the key of `{item.id}` is not the published one", _next(published)
            )


def _is_moved(item: Item, published: PublishedItem) -> bool:
    """Tell whether the options only changed places, which V703 reports."""
    now = part_digests(item)
    return now != published.part_digests and sorted(now) == sorted(published.part_digests)


def _next(published: PublishedItem) -> str:
    return f"Add `revision={published.revision + 1}` to the heading: the item is then asked again."
