"""What publishing would change: two sites compared by content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths of a site, relative to its root, by what happens to them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"


def compare_sites(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Return what turns `before` into `after`; both map a path to its content digest."""
    return Changes(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(
            sorted(path for path in after.keys() & before.keys() if after[path] != before[path])
        ),
        removed=tuple(sorted(before.keys() - after.keys())),
    )


def sha256_digest(content: bytes) -> str:
    """Return the sha256 of a file's bytes, as hex."""
    return hashlib.sha256(content).hexdigest()


def git_digest(content: bytes) -> str:
    """Return the id git gives a blob of these bytes, so that a branch is compared unfetched."""
    header = b"blob %d\0" % len(content)
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()


def digest_site(site: Path, digest: Callable[[bytes], str] = sha256_digest) -> dict[str, str]:
    """Return path -> content digest for every file of a built site.

    Raises:
        CoursewrightError: the folder is no built site, or holds something that is no plain file.
    """
    if not (site / "index.html").is_file():
        raise CoursewrightError(f"{site} is not a built site (no index.html): build it first")
    digests: dict[str, str] = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise CoursewrightError(f"{name} in {site} is not a plain file; nothing was published")
        if path.is_file():
            digests[name] = digest(path.read_bytes())
    return digests
