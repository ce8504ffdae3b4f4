"""Walks the course folders and reads files, refusing everything that has no place there."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError, Findings, Rule, Span
from coursewright.model import Asset
from coursewright.reading.rules import files as rules
from coursewright.reading.source import Source, read_source
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE_BYTES = 512 * 1024
DATA_BYTES = 1024 * 1024
ASSET_BYTES = 10 * 1024 * 1024
_DEEPEST = 12
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_MEDIA = (".mp4", ".webm", ".mp3", ".vtt", ".pdf")
_ASSETS = frozenset((*_PICTURES, *_MEDIA))
_MOVING = frozenset([".gif", ".png", ".webp", ".avif", ".svg"])
_IGNORED = frozenset({".gitkeep", ".DS_Store"})
_LEFTOVER = re.compile(
    r"~\$.*|\.~.*|.*~|#.*#|.*\.(?:bak|orig|rej|tmp|temp|old|swp|swo)|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\\:*?\"<>|#%\u202a-\u202e\u2066-\u2069]|^ | $")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(slots=True)
class Tree:
    """The usable files of a course."""

    root: Path
    findings: Findings
    files: dict[str, int] = field(default_factory=dict)
    """Path relative to the root, with forward slashes -> size in bytes; in sorted order."""

    def under(self, folder: str) -> Iterator[str]:
        """Yield the paths below a folder."""
        return (path for path in self.files if path.startswith(f"{folder}/"))

    def read(self, path: str, limit: int = PAGE_BYTES) -> Source | None:
        """Read a text file; None (with a finding) when it is missing, too large or no text."""
        if path not in self.files:
            return None
        if self.files[path] > limit:
            message = f"{self.files[path] / 1024:.0f} kB, more than {limit // 1024} kB"
            self.findings.add(rules.PAGE_SIZE.at(Span(path), message))
            return None
        data = self.read_bytes(path)
        return None if data is None else read_source(path, data, self.findings)

    def read_bytes(self, path: str) -> bytes | None:
        """Read a file's bytes; None (with a finding) when it cannot be opened."""
        try:
            return (self.root / path).read_bytes()
        except OSError as error:
            message = f"Cannot be opened: {error.strerror}"
            self.findings.add(rules.UNREADABLE.at(Span(path), message))
            return None


def walk(root: Path, findings: Findings) -> Tree:
    """List the files of `modules/`, `quizzes/` and `docs/`, without `docs/handbook/`.

    Raises:
        CoursewrightError: `root` is no folder that can be read.
    """
    if not root.is_dir():
        raise CoursewrightError(f"{root} is not a folder")
    tree = Tree(root, findings)
    found: dict[str, int] = {}
    for name in ("modules", "quizzes", "docs"):
        path = root / name
        if path.is_symlink():
            _report(findings, rules.LINK, name, "The folder is a symbolic link")
        elif path.is_dir():
            _walk_folder(tree, name, 1, found)
        elif path.exists():
            _report(findings, rules.SPECIAL, name, f"`{name}` must be a folder")
    tree.files = dict(sorted(found.items()))
    return tree


def _report(findings: Findings, rule: Rule, path: str, message: str) -> None:
    findings.add(rule.at(Span(printable(path)), message))


def printable(name: str) -> str:
    r"""Return a name that every terminal can show: odd characters as `\x..`."""
    data = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in data
    )


def _walk_folder(tree: Tree, folder: str, depth: int, found: dict[str, int]) -> None:
    try:
        with os.scandir(tree.root / folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        _report(tree.findings, rules.UNREADABLE, folder, f"Cannot be opened: {error.strerror}")
        return
    by_fold: dict[str, str] = {}
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name in _IGNORED or _is_own(path):
            continue
        if not _accept_name(tree.findings, path, entry.name):
            continue
        fold = unicodedata.normalize("NFC", entry.name).casefold()
        if fold in by_fold:
            message = f"Differs from `{shorten(by_fold[fold])}` only by case"
            _report(tree.findings, rules.CASE, path, message)
        by_fold[fold] = entry.name
        _visit(tree, entry, path, depth, found)


def _is_own(path: str) -> bool:
    """Return whether this is a file of the program or of the product's own documentation."""
    return path in {
        "quizzes/.published.json",
        "quizzes/.reviews.json",
        "quizzes/.archive",
        "docs/handbook",
    }


def _accept_name(findings: Findings, path: str, name: str) -> bool:
    if _LEFTOVER.fullmatch(name):
        _report(findings, rules.LEFTOVER, path, f"`{shorten(printable(name))}` is a leftover")
        return False
    if _SURROGATE.search(name) or _UNUSABLE.search(name):
        _report(findings, rules.NAME, path, f"`{shorten(printable(name))}` is not a usable name")
        return False
    if name.startswith("."):
        _report(findings, rules.HIDDEN, path, f"`{shorten(name)}` is hidden")
        return False
    return True


def _visit(
    tree: Tree, entry: os.DirEntry[str], path: str, depth: int, found: dict[str, int]
) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        _report(tree.findings, rules.UNREADABLE, path, f"Cannot be opened: {error.strerror}")
        return
    if stat.S_ISLNK(status.st_mode):
        _report(tree.findings, rules.LINK, path, "This is a symbolic link")
    elif stat.S_ISDIR(status.st_mode):
        if depth >= _DEEPEST:
            _report(tree.findings, rules.DEPTH, path, f"More than {_DEEPEST} folders deep")
        else:
            _walk_folder(tree, path, depth + 1, found)
    elif not stat.S_ISREG(status.st_mode):
        _report(tree.findings, rules.SPECIAL, path, "This is neither a file nor a folder")
    elif _accept_type(tree.findings, path):
        if status.st_size == 0:
            _report(tree.findings, rules.EMPTY, path, "This file is empty")
        found[path] = status.st_size


def _accept_type(findings: Findings, path: str) -> bool:
    suffix = PurePosixPath(path).suffix
    is_data = path == "modules/course.yml" or path.startswith("modules/knowledge/")
    if suffix == ".md" and not path.startswith("modules/knowledge/"):
        return True
    if suffix == ".yml" and is_data:
        return True
    if suffix.lower() in _ASSETS and not path.startswith("modules/knowledge/"):
        return True
    if suffix.lower() == ".md":
        message, hint = "The ending must be `.md` in small letters", "Rename the file."
    elif suffix in {".yml", ".yaml"}:
        message = "Data files stand in `modules/course.yml` and `modules/knowledge/*.yml` only"
        hint = "Rename it (`.yml`), or move it out of the course."
    else:
        kind = f"`{shorten(printable(suffix))}` files" if suffix else "Files without an ending"
        message, hint = f"{kind} have no place here", None
    findings.add(rules.UNEXPECTED.at(Span(printable(path)), message, hint))
    return False


def read_assets(tree: Tree) -> tuple[Asset, ...]:
    """Return the pictures and media of the course, after a look into the drawings."""
    from coursewright.reading.motion import moves  # noqa: PLC0415 - most courses have few
    from coursewright.reading.svg import check_svg  # noqa: PLC0415

    assets = []
    for path, size in tree.files.items():
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in _ASSETS:
            continue
        if size > ASSET_BYTES:
            message = f"{size / 1024 / 1024:.1f} MB, more than {ASSET_BYTES // 1024 // 1024} MB"
            tree.findings.add(rules.ASSET_SIZE.at(Span(path), message))
        elif suffix == ".svg":
            check_svg(tree, path)
        # Films play when asked; pictures are looked into, if they are not too large anyway.
        data = tree.read_bytes(path) if suffix in _MOVING and size <= ASSET_BYTES else None
        assets.append(Asset(path, size, is_moving=bool(data) and moves(data or b"", suffix)))
    return tuple(assets)
