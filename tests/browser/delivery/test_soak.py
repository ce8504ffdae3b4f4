"""Browsers that are killed while they write and send lose nothing that they said is saved."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.browser.delivery.soak import Soak

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

RECORDS: Final = int(os.environ.get("COURSE_SOAK_RECORDS", "2000"))
KILLS: Final = int(os.environ.get("COURSE_SOAK_KILLS", "30"))


def test_killed_browsers_lose_nothing(
    playwright: Any, chromium_path: str, chromium_args: tuple[str, ...], tmp_path: Path
) -> None:
    """Of all records that a page called saved, none is lost and none is stored twice."""
    for seed in range(1, 4):
        folder = tmp_path / str(seed)
        folder.mkdir()
        command = [chromium_path, *chromium_args]
        outcome = Soak(playwright, command, folder, RECORDS, KILLS, seed).run()
        # What Chromium itself throws away, no page can keep: then the run shows nothing.
        if not outcome.discarded:
            break
    assert outcome.saved >= RECORDS
    assert (outcome.lost, outcome.stored_twice, outcome.chain_flags) == (0, 0, 0), outcome
    assert outcome.faults > 0
