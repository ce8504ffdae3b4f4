"""Files that are whole or absent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coursewright.records.ledger.writing_files import write_once, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_files_are_private_and_their_folders_too(tmp_path: Path) -> None:
    """Only the owner reads what the ledger keeps, whatever the umask says."""
    before = os.umask(0)
    try:
        write_whole({tmp_path / "a" / "b" / "c.json": b"{}"})
    finally:
        os.umask(before)

    assert (tmp_path / "a" / "b" / "c.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_what_exists_is_not_written_again(tmp_path: Path) -> None:
    """A file that never changes keeps its first content; another one beside it is written."""
    first, second = tmp_path / "1", tmp_path / "2"
    write_once({first: b"1"})
    write_once({first: b"other", second: b"2"})

    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


def test_the_last_file_vouches_for_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing breaks off, a later file is never there without an earlier one."""
    names = ["raw", "receipt"]
    seen: list[list[str]] = []
    replace = type(tmp_path).replace

    def watched(self: Path, target: Path) -> Path:
        seen.append([name for name in names if (tmp_path / name).exists()])
        return replace(self, target)

    monkeypatch.setattr(type(tmp_path), "replace", watched)
    write_whole({tmp_path / name: b"" for name in names})

    assert seen == [[], ["raw"]]


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses a file, neither it nor a hidden part of it is left."""

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_whole({tmp_path / "a": b"1", tmp_path / "b": b"2"})

    assert list(tmp_path.iterdir()) == []
