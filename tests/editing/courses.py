"""A published copy of the bundled course, to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.small_course import run
from tests.handbook.scratch import copy_course

if TYPE_CHECKING:
    from pathlib import Path


def published_course(folder: Path) -> Path:
    """Copy the bundled course and archive its present versions, as a publish does."""
    root = copy_course(folder)
    assert run("quiz", "archive", "--root", root).exit_code == 0
    return root


def sources(root: Path) -> dict[str, bytes]:
    """Return every text file of the course, without what a publish writes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("modules", "quizzes", "docs")
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in {".md", ".yml"}
    }


def replace_once(path: Path, old: str, new: str) -> None:
    """Edit a file as a trainer does."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")
