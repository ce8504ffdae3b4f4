"""How a long list is cut into items of a bearable size.

Both cuts look from the start of the list only, so appending an entry leaves every earlier item
as it is; the last one changes its number of entries, and so its hash, when it has to grow.
"""

from __future__ import annotations

from typing import Final

ORDER_MIN: Final = 3
ORDER_MAX: Final = 8
ORDER_STEP: Final = 5
MATCH_MIN: Final = 3
MATCH_MAX: Final = 7
MATCH_STEP: Final = 4


def order_windows(size: int) -> tuple[range, ...]:
    """Return the windows of entries to put in order: 3 to 8 each, neighbours share one entry.

    The shared entry ties a window to the next one, so that all windows together ask for the
    whole order.
    """
    if size < ORDER_MIN:
        return ()
    if size <= ORDER_MAX:
        return (range(size),)
    starts = [start for start in range(0, size, ORDER_STEP) if size - start >= ORDER_MIN]
    ends = [start + ORDER_STEP + 1 for start in starts[:-1]] + [size]
    return tuple(range(start, end) for start, end in zip(starts, ends, strict=True))


def match_windows(size: int) -> tuple[range, ...]:
    """Return the groups of entries to match: 4 to 7 each, without overlap (3 in a list of 3)."""
    if size < MATCH_MIN:
        return ()
    if size <= MATCH_MAX:
        return (range(size),)
    count = size // MATCH_STEP
    starts = [index * MATCH_STEP for index in range(count)]
    ends = [*starts[1:], size]
    return tuple(range(start, end) for start, end in zip(starts, ends, strict=True))
