from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coursewright.generating.windows import match_windows, order_windows

SIZES = st.integers(0, 200)


@given(SIZES)
def test_order_windows_cover_the_whole_order(size: int) -> None:
    """Every pair of neighbours stands in one window; windows hold 3 to 8 entries."""
    windows = order_windows(size)

    assert all(3 <= len(window) <= 8 for window in windows)
    if size >= 3:
        covered = {pair for window in windows for pair in pairwise(window)}
        assert covered == set(pairwise(range(size)))


@given(SIZES)
def test_match_windows_share_out_all_entries(size: int) -> None:
    """Every entry stands in exactly one group; groups hold 4 to 7 entries."""
    windows = match_windows(size)

    assert [at for window in windows for at in window] == list(range(size if size >= 3 else 0))
    assert all(4 <= len(window) <= 7 for window in windows) or size == 3


@given(SIZES)
def test_windows_change_only_with_their_size(size: int) -> None:
    """After an appended entry, a window is the same as before or has another number of entries."""
    for cut in (order_windows, match_windows):
        for before, after in zip(cut(size), cut(size + 1), strict=False):
            assert before == after or len(before) != len(after)
