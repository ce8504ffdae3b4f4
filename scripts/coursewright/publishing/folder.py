"""Publish to a folder that a web server reads: `releases/ID/` and an atomic link `current`.

A release is copied beside, renamed into place, and only then does `current` move, by replacing
one link with another: a visitor sees the old site or the new one, never a mixture.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError
from coursewright.publishing.changes import Changes, compare_sites, digest_site, sha256_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

RELEASES = "releases"
CURRENT = "current"
LOCK = ".publish.lock"
INCOMING = ".incoming-"


@dataclass(frozen=True, slots=True)
class Release:
    """The outcome of a publish or a rollback."""

    id: str
    """Folder name below `releases/`: UTC time, fine enough to sort, and 8 digits of the content."""
    changes: Changes
    is_new: bool
    """False when the current release already had this content, or nothing was written."""


def publish_to_folder(
    site: Path, target: Path, *, keep: int, now: datetime, dry_run: bool = False
) -> Release:
    """Make a built site the current release of a folder.

    Args:
        site: a built site.
        target: the folder; created when missing.
        keep: releases to keep, at least 1, counting the new one; the current is never removed.
        now: an aware time, part of the release's name.
        dry_run: say what would change, and write nothing.

    Raises:
        CoursewrightError: no built site, `current` is not ours, or another publish is running.
    """
    digests = digest_site(site)
    changes = compare_sites(_current_digests(target), digests)
    whole = sha256_digest(
        "\n".join(f"{path} {digest}" for path, digest in digests.items()).encode()
    )
    release_id = f"{now:%Y%m%dT%H%M%S.%fZ}-{whole[:8]}"
    if dry_run or not changes:
        return Release(_current_id(target) or release_id, changes, is_new=False)
    with _locked(target):
        releases = target / RELEASES
        releases.mkdir(exist_ok=True)
        for leftover in releases.glob(f"{INCOMING}*"):
            shutil.rmtree(leftover)
        incoming = releases / f"{INCOMING}{release_id}"
        shutil.copytree(site, incoming)
        incoming.rename(releases / release_id)
        _point_current(target, release_id)
        _prune(target, keep)
    return Release(release_id, changes, is_new=True)


def rollback_folder(target: Path, release_id: str | None = None) -> Release:
    """Make an earlier release the current one: a given one, or the one before the current.

    Raises:
        CoursewrightError: there is no such release, or none before the current one.
    """
    current = _current_id(target)
    known = list_releases(target)
    if release_id is None:
        earlier = [known_id for known_id in known if current is None or known_id < current]
        if not earlier:
            raise CoursewrightError(f"{target} has no release before the current one")
        release_id = earlier[-1]
    if release_id not in known:
        listed = ", ".join(known) or "none"
        raise CoursewrightError(f"{target} has no release {release_id}; there are: {listed}")
    before = _current_digests(target)
    changes = compare_sites(before, digest_site(target / RELEASES / release_id))
    with _locked(target):
        _point_current(target, release_id)
    return Release(release_id, changes, is_new=release_id != current)


def list_releases(target: Path) -> list[str]:
    """Return the ids of the releases in a folder, oldest first."""
    releases = target / RELEASES
    if not releases.is_dir():
        return []
    return sorted(path.name for path in releases.iterdir() if not path.name.startswith("."))


def _current_id(target: Path) -> str | None:
    """Return the release that `current` points to, or None before the first publish."""
    link = target / CURRENT
    if link.is_symlink():
        return link.readlink().name
    if link.exists():
        raise CoursewrightError(
            f"{link} is a folder, not a link made by `course publish`; move it away first"
        )
    return None


def _current_digests(target: Path) -> dict[str, str]:
    """Return the current release's files, or nothing before the first publish."""
    current = _current_id(target)
    folder = target / RELEASES / current if current else None
    return digest_site(folder) if folder is not None and folder.is_dir() else {}


def _point_current(target: Path, release_id: str) -> None:
    """Move `current` in one step: a rename over the old link is atomic (POSIX rename)."""
    fresh = target / f".{CURRENT}.new"
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(f"{RELEASES}/{release_id}", target_is_directory=True)
    except (OSError, NotImplementedError) as fault:
        raise CoursewrightError(
            f"this file system has no symbolic links ({fault}); the release is in "
            f"{target / RELEASES / release_id}, point your web server there"
        ) from fault
    fresh.replace(target / CURRENT)


def _prune(target: Path, keep: int) -> None:
    """Remove the oldest releases beyond `keep`, never the current one."""
    current = _current_id(target)
    for release_id in list_releases(target)[: -max(keep, 1)]:
        if release_id != current:
            shutil.rmtree(target / RELEASES / release_id)


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep two publishes to one folder apart; the lock goes with the process that held it."""
    target.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl  # noqa: PLC0415 - absent on Windows, where links are refused later anyway
    except ImportError:  # pragma: no cover
        yield
        return
    descriptor = os.open(target / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as busy:
        os.close(descriptor)
        raise CoursewrightError(
            f"another publish to {target} is running; try again later"
        ) from busy
    try:
        yield
    finally:
        os.close(descriptor)
