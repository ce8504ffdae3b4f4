"""Files that are whole or absent, and on the disk when the function returns."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600


def write_once(contents: Mapping[Path, bytes]) -> None:
    """Write files that never change; those that exist stay as they are."""
    write_whole({path: content for path, content in contents.items() if not path.is_file()})


def write_whole(contents: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all; in their order, so that the last one vouches.

    Only the owner may read them. Folders are made as needed.

    Raises:
        OSError: the disk is full or fails; then some of them may be missing, none is half-written.
    """
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in contents}
    try:
        for path, content in contents.items():
            _make_folder(path.parent)
            _write_through(beside[path], content)
        for path, new in beside.items():
            new.replace(path)
        for folder in dict.fromkeys(path.parent for path in contents):
            sync_folder(folder)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk; Windows does that by itself, and allows no fsync."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_through(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each with its entry on the disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True, mode=PRIVATE_FOLDER)
    sync_folder(folder.parent)
