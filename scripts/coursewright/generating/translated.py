"""How far a course is translated: what is there, what is older than its source, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coursewright.generating.marks import source_marks

if TYPE_CHECKING:
    from coursewright.model import Course, Mark

State = Literal["current", "older", "unmarked", "missing"]


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or an item of a bank, in one other language."""

    language: str
    source: str
    """Path of the source."""
    item: str
    """Id of the item within its bank; "" for all of a page, or the head of a bank."""
    state: State
    """unmarked: translated, but nobody has said from which state of the source."""
    path: str
    """Path of the translation; "" where there is none."""
    hash: str
    """The mark of the source as it is now."""
    mark: Mark | None
    """What the translation says; None where there is none."""

    @property
    def name(self) -> str:
        """What to call it: a path, or path and item."""
        return f"{self.path or self.source}#{self.item}" if self.item else self.path or self.source


def translated_parts(course: Course, language: str) -> tuple[Part, ...]:
    """Return every part of the course with its state in a language, in the order of the course.

    Args:
        course: the course in its own language.
        language: one of its others.
    """
    found = {one.language: one for one in course.translations}.get(language)
    files, marks = (found.files, found.marks) if found else ({}, {})
    parts = []
    for (source, item), now in source_marks(course).items():
        mark = marks.get((source, item))
        state: State = (
            "missing"
            if mark is None
            else "unmarked"
            if not mark.written
            else "current"
            if mark.written == now
            else "older"
        )
        path = "" if mark is None and item else files.get(source, "")
        parts.append(Part(language, source, item, state, path, now, mark))
    return tuple(parts)
