"""Accepted files, kept verbatim under their hash, so that the ledger can be rebuilt from them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE_FOLDER = 0o700


def raw_path(folder: Path, sha256: str) -> Path:
    """Return where a file with this hash is kept in a ledger folder."""
    return folder / "raw" / sha256[:2] / f"{sha256}.json"


def write_once(path: Path, content: bytes) -> None:
    """Write a file that never changes: whole or not at all, and on the disk before returning."""
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
