"""Marks of translations that are up to date and stay so, as only a name in their source changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.editing.translate import mark_edit
from coursewright.generating.marks import source_marks
from coursewright.generating.translated import translated_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.editing.edits import Edit
    from coursewright.editing.places import Sources
    from coursewright.model import Course


def kept_marks(
    sources: Sources, course: Course, edited: Course, moved: Mapping[str, str]
) -> list[Edit]:
    """Return the edits of the marks, for example of a lesson in which a link has changed.

    Args:
        sources: the text files as they are.
        course: the course as it is.
        edited: the course after the edit.
        moved: path -> its new path.
    """
    now = source_marks(edited)
    edits = []
    for language in course.languages:
        for part in translated_parts(course, language):
            mark = now.get((moved.get(part.source, part.source), part.item), part.hash)
            if part.state == "current" and mark != part.hash:
                edits.append(mark_edit(sources, replace(part, hash=mark)))
    return edits
