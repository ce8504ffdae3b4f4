"""Folders below `quizzes/` in which one file is one piece of practice: scenarios, instruments."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from coursewright.diagnostics import Span
from coursewright.reading.rules import course as course_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.reading.files import Tree
    from coursewright.reading.source import Source

T = TypeVar("T")


def read_practice_files(
    tree: Tree, folder: str, read: Callable[[Source, str], T], language: str
) -> tuple[T, ...]:
    """Read every file of `quizzes/FOLDER/`; what is in the wrong place is reported.

    Args:
        tree: the course's files.
        folder: its name, which is also what its files are called: `scenarios`.
        read: reads one file with text in it.
        language: of the course.
    """
    found = []
    for path in tree.under("quizzes"):
        name = PurePosixPath(path)
        if name.suffix != ".md" or name.parts[1] != folder:
            continue
        if len(name.parts) > 3:
            message = f"{folder.capitalize()} stand directly in `quizzes/{folder}/`"
            tree.findings.add(course_rules.PLACE.at(Span(path), message))
        else:
            source = tree.read(path)
            if source is not None and source.text.strip():
                found.append(read(source, language))
    return tuple(found)
