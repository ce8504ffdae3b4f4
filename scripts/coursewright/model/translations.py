"""The course in another language: its texts from translated files, the rest from the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.diagnostics import Span
    from coursewright.model.course import Course


@dataclass(frozen=True, slots=True)
class Mark:
    """What a translation says of the state of the source that it was made from."""

    written: str
    """`source_hash` as it stands in the translation; "" without one."""
    span: Span
    """Place of the front matter or heading that carries it."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Everything that is translated into one language."""

    language: str
    course: Course
    """The course with every text that is translated, and the source's where one is not.

    Ids, keys, points, order and links between things are the source's. Where a text stands is
    told by its span, so that a reader of this course can tell both languages apart.
    """
    files: Mapping[str, str]
    """Path of each translated file's source -> path of the translation."""
    marks: Mapping[tuple[str, str], Mark]
    """(path of the source, id of an item or "" for the rest of the file) -> its mark."""

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the translated files."""
        return frozenset(self.files.values())
