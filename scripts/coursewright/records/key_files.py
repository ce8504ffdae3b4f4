"""HR's keys on the disk: who may read them, where they must never lie, and safe writing."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
PUBLISHED: Final = ("docs", "modules", "quizzes", "site")
"""Folders of a course whose content reaches the site, or learners who read the source."""
MAX_KEY_BYTES: Final = 10_000

_FOR_OTHERS: Final = 0o077
_HAS_MODES: Final = os.name == "posix"


def check_place(folder: Path, what: str = "keys", home: str = "keys") -> None:
    """Refuse a folder for secrets whose content would be published.

    Args:
        folder: where they are to lie.
        what: the secrets, for the message.
        home: their usual folder in a course.

    Raises:
        CoursewrightError: it lies in a published folder of a course, or in a built site.
    """
    place = folder.resolve()
    for inside in (place, *place.parents):
        is_source = inside.name in PUBLISHED and (inside.parent / "modules/course.yml").is_file()
        is_site = (inside / "index.html").is_file() and (inside / "404.html").is_file()
        if is_source or is_site:
            raise CoursewrightError(
                f"{folder}: {what} must not lie in {inside}, because its content is published; "
                f"choose a folder outside, such as ROOT/{home}"
            )


def make_folder(folder: Path) -> None:
    """Make the folder for keys when it is missing; nobody else may look into it.

    Raises:
        CoursewrightError: it cannot be made, lies in a published place, or others can read it.
    """
    check_place(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    except OSError as error:
        raise CoursewrightError(f"{folder}: the folder cannot be made: {error.strerror}") from error
    _check_mode(folder, "700")


def read_private(path: Path, cure: str = "restore it from your backup") -> bytes:
    """Return the content of a private file that nobody else can read.

    Args:
        path: the file.
        cure: what to do when it is missing.

    Raises:
        CoursewrightError: it is missing, unreadable, or others can read it.
    """
    check_place(path.parent)
    try:
        _check_mode(path.parent, "700")
        _check_mode(path, "600")
        with path.open("rb") as file:
            return file.read(MAX_KEY_BYTES)
    except FileNotFoundError as error:
        raise CoursewrightError(f"{path}: the file is missing; {cure}") from error
    except OSError as error:
        raise CoursewrightError(f"{path}: the file cannot be read: {error.strerror}") from error


def write_new(path: Path, content: bytes) -> bool:
    """Write a private file that does not exist yet, whole or not at all.

    Returns:
        False when somebody else wrote one in the meantime; theirs stays.
    """
    beside = _write_beside(path, content)
    try:
        with _explained(path):
            _name_once(beside, path)
    except FileExistsError:
        return False
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return True


def write_over(path: Path, content: bytes) -> None:
    """Write a file beside its place, then swap it in."""
    beside = _write_beside(path, content)
    try:
        with _explained(path):
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _write_beside(path: Path, content: bytes) -> Path:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with _explained(path):
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    return beside


def _name_once(beside: Path, path: Path) -> None:
    """Give a written file its name, and never replace what is there."""
    try:
        # Unlike a rename, a hard link refuses.
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks and some network drives have no hard links.
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)


def _sync_folder(folder: Path) -> None:
    """Put a new name on the disk; where folders cannot be opened, the system does it later."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check_mode(path: Path, wanted: str) -> None:
    """Refuse what other accounts of this machine can read; Windows has no such modes."""
    if _HAS_MODES and path.stat().st_mode & _FOR_OTHERS:
        raise CoursewrightError(
            f"{path}: other accounts of this computer can read it, so it is not used; "
            f"close it with: chmod {wanted} {path}"
        )


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn a fault of the disk into one sentence; that the file exists is the caller's affair."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise CoursewrightError(f"{path}: the file cannot be written: {error.strerror}") from error
