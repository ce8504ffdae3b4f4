"""No figure may show what fewer than five people did, not even by subtraction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST: Final = 5
K = TypeVar("K")


def shown_counts(counts: Mapping[K, int]) -> dict[K, int | None]:
    """Return counts that add up to a known total, with small ones hidden (None).

    A count of 1 to 4 is hidden, and so many others with it that the hidden ones together are five
    people or more, and at least two cells. A count of 0 is about nobody and stays.
    """
    hidden = {name for name, count in counts.items() if 0 < count < FEWEST}
    rest = sorted(
        (name for name, count in counts.items() if count and name not in hidden),
        key=lambda name: counts[name],
        reverse=True,
    )
    while hidden and rest and (len(hidden) < 2 or sum(counts[name] for name in hidden) < FEWEST):
        hidden.add(rest.pop())
    return {name: None if name in hidden else count for name, count in counts.items()}


def merged_groups(sizes: Mapping[str, int], other: str) -> dict[str, str]:
    """Return group -> the name under which it is shown; groups of fewer than five are merged.

    Args:
        sizes: people in each group.
        other: the name of what is merged. When that is still fewer than five people, the next
            smallest group joins them.
    """
    small = [name for name, size in sizes.items() if size < FEWEST]
    rest = sorted((name for name in sizes if name not in small), key=lambda name: sizes[name])
    while small and rest and sum(sizes[name] for name in small) < FEWEST:
        small.append(rest.pop(0))
    return {name: other if name in small else name for name in sizes}


def is_shareable(part: int, total: int) -> bool:
    """Tell whether both a part of a group and the remainder are nobody, or five people or more."""
    return all(count == 0 or count >= FEWEST for count in (part, total - part))
