"""Personal links on the disk: for their owner's eyes, never half written, and never lost.

The links of an earlier run are set aside and not replaced: perhaps they were not sent yet.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.records.key_files import PRIVATE_FILE, PRIVATE_FOLDER, check_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LINKS: Final = "links.csv"
TEXTS: Final = "texts"
EARLIER: Final = "earlier"


@contextlib.contextmanager
def staged_links(folder: Path, table: bytes, texts: Mapping[str, bytes]) -> Iterator[None]:
    """Write the files beside their places, let the caller do its part, then swap them in.

    When the caller's part fails, nothing was changed.

    Args:
        folder: where `links.csv` and `texts/` will stand.
        table: content of `links.csv`.
        texts: file name -> content.

    Raises:
        CoursewrightError: the disk is full, or the folder cannot be written or is published.
    """
    check_place(folder, "links", "enrolment")
    beside = folder / f".new-{secrets.token_hex(8)}"
    try:
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
            (beside / TEXTS).mkdir(parents=True, mode=PRIVATE_FOLDER)
            beside.chmod(PRIVATE_FOLDER)
            for name, content in texts.items():
                _write(beside / TEXTS / name, content)
            _write(beside / LINKS, table)
        yield
        with _explained(folder):
            _set_aside(folder)
            (beside / TEXTS).rename(folder / TEXTS)
            (beside / LINKS).rename(folder / LINKS)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _set_aside(folder: Path) -> None:
    present = [folder / name for name in (LINKS, TEXTS) if (folder / name).exists()]
    if not present:
        return
    number = 1
    while (folder / EARLIER / str(number)).exists():
        number += 1
    place = folder / EARLIER / str(number)
    place.mkdir(parents=True, mode=PRIVATE_FOLDER)
    for path in present:
        path.rename(place / path.name)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise CoursewrightError(f"{folder}: the links cannot be written: {reason}") from error
