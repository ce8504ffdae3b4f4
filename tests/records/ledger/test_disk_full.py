"""A full disk costs nothing that was there, and is said in one sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.records.ledger.content import open_with_keys
from tests.records.ledger.kills import PER_FILE, take

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.records.ledger import Ledger

ROOT = Path(__file__).parents[3]
SENTENCE = "the disk is full or cannot be written"


@contextmanager
def small_disk(at: Path, size_kb: int) -> Iterator[None]:
    """Mount a real file system of a few hundred kilobytes; skip where that is not allowed."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    at.mkdir()
    options = f"size={size_kb}k"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(at)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine does not allow to mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def fill(ledger: Ledger, start: int) -> int:
    """Import files until the disk is full; return the number of the one that found no room."""
    number = start
    try:
        while True:
            take(ledger, number)
            number += 1
    except CoursewrightError as error:
        assert SENTENCE in str(error)  # noqa: PT017 - the loop ends no other way
    return number


@pytest.mark.parametrize("size_kb", range(600, 900, 50))
def test_a_full_disk_keeps_what_was_committed(tmp_path: Path, size_kb: int) -> None:
    """Every file that had been taken is there whole, none by half, and it goes on with room."""
    disk = tmp_path / "disk"
    with small_disk(disk, size_kb):
        with open_with_keys(disk / "ledger") as ledger:
            done = fill(ledger, 0)
            again = fill(ledger, done)
            kept = len(ledger.attempts())
        larger = ["mount", "-o", "remount,size=16m", str(disk)]
        subprocess.run(larger, check=True)
        with open_with_keys(disk / "ledger") as ledger:
            assert ledger.audit().problems == ()
            for number in range(again + 50):
                take(ledger, number)
            after = len(ledger.attempts())

    assert done > 5
    assert kept == again * PER_FILE
    assert after == (again + 50) * PER_FILE


def test_files_that_may_not_grow_keep_what_was_committed(tmp_path: Path) -> None:
    """The same without root, at many sizes: a write is refused in the middle of a transaction."""
    limits = [*range(80_000, 240_000, 8_111), 2_500]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.records.ledger.disk_full", "--folder", str(tmp_path)),
            *("--limits", *map(str, limits)),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures = json.loads(done.stdout)

    assert len(figures) == len(limits)
    for each in figures:
        assert SENTENCE in each.pop("said")
        assert each.pop("done") < 400
        assert each == {"kept": True, "goes_on": True, "problems": [], "hidden": []}
