"""The edits wherever the source mentions a scenario or an instrument that gets another name."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from coursewright.editing.edits import Edit
from coursewright.editing.places import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.editing.places import Sources
    from coursewright.editing.rename import Renaming
    from coursewright.model import Course


def of_scenario(sources: Sources, course: Course, renaming: Renaming) -> Iterator[Edit]:
    """Yield the edits of the modules' lists and of every link to the file."""
    yield from _in_modules(sources, course, ("scenarios", "*"), renaming)
    yield from _links(sources, renaming)


def of_instrument(sources: Sources, course: Course, renaming: Renaming) -> Iterator[Edit]:
    """Yield the edits of the modules that name it and of every link to the file."""
    yield from _in_modules(sources, course, ("instrument",), renaming)
    yield from _links(sources, renaming)


def _in_modules(
    sources: Sources, course: Course, keys: tuple[str, ...], renaming: Renaming
) -> Iterator[Edit]:
    for module in course.modules:
        for path in (module.page.path, *sources.translations_of(module.page.path)):
            yield from named(sources, path, keys, renaming.names, renaming.new)


def _links(sources: Sources, renaming: Renaming) -> Iterator[Edit]:
    """Yield an edit for each way to the file, or to a translation of it.

    A way starts in the folder of the file in which it stands, or at the root of the course, as in
    `lint-ignore` of `course.yml`.
    """
    target, name = renaming.thing.span.path, re.escape(renaming.written)
    language = r"(?:\.[a-z]{2,3}(?:-[A-Z]{2})?)?"
    way = re.compile(rf"(?<![\w./-])((?:[\w.-]*/)*)({name})(?={language}\.md\b)")
    for path, source in sources.files.items():
        for number, line in enumerate(source.lines, 1):
            for match in way.finditer(line):
                written = f"{match[0]}.md"
                reached = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
                if target in (reached, written):
                    yield Edit(path, number, match.start(2) + 1, match[2], renaming.new)
