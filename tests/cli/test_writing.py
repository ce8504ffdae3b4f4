from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coursewright.cli.writing import write_files

if TYPE_CHECKING:
    from pathlib import Path


def test_files_appear_whole_and_leave_nothing_beside(tmp_path: Path) -> None:
    """New and replaced files have their content, and no temporary file stays."""
    (tmp_path / "old.txt").write_bytes(b"before")
    write_files({tmp_path / "old.txt": b"after", tmp_path / "deep" / "new.txt": b"new"})

    found = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"old.txt": b"after", "new.txt": b"new"}


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_personal_data_is_for_its_owner(tmp_path: Path) -> None:
    """A new private file is readable for its owner only; a replaced one keeps its mode."""
    shared = tmp_path / "shared.csv"
    shared.write_bytes(b"before")
    shared.chmod(0o640)
    write_files({shared: b"after", tmp_path / "new.csv": b"new"}, is_private=True)

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"shared.csv": 0o640, "new.csv": 0o600}


def test_a_failure_changes_none_of_the_files(tmp_path: Path) -> None:
    """When one file cannot be written, those before it keep their content."""
    (tmp_path / "one.txt").write_bytes(b"before")
    (tmp_path / "blocked").write_bytes(b"a file where a folder should be")
    with pytest.raises(OSError, match="blocked"):
        write_files({tmp_path / "one.txt": b"after", tmp_path / "blocked" / "two.txt": b"new"})

    assert (tmp_path / "one.txt").read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blocked", "one.txt"]
