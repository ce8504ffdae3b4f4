"""Where a name stands in the source: in front matter, in headings, and on check lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError, Findings
from coursewright.editing.edits import Edit
from coursewright.reading.files import DATA_BYTES, walk
from coursewright.reading.front_matter import split_front_matter
from coursewright.reading.translations.files import source_of
from coursewright.reading.yaml_reader import Listing, Mapping, Scalar, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from pathlib import Path

    from coursewright.model import Course, PageSource, Quiz
    from coursewright.reading.source import Source
    from coursewright.reading.yaml_reader import Node

COURSE_FILE = "modules/course.yml"


class Sources:
    """The text files of a course, and their YAML."""

    def __init__(self, root: Path) -> None:
        """Read every page, bank and data file below `root`."""
        findings = Findings()
        tree = walk(root, findings)
        paths = [path for path in tree.files if path.endswith(".md") or path == COURSE_FILE]
        found = {path: tree.read(path, DATA_BYTES) for path in paths}
        self.files: dict[str, Source] = {path: each for path, each in found.items() if each}

    def yaml(self, path: str) -> Mapping | None:
        """Return a file's front matter, or all of a data file; None where there is none."""
        source = self.files[path]
        if path == COURSE_FILE:
            return read_yaml(source)
        text, _ = split_front_matter(source)
        return None if text is None else read_yaml(source, text, first_line=2)

    def scalars(self, path: str, *keys: str) -> Iterator[Scalar]:
        """Yield the values below some keys; `*` stands for every entry of a list."""
        root = self.yaml(path)
        if root is not None:
            yield from _descend(root, keys)

    def translations_of(self, path: str) -> list[str]:
        """Return the paths of a file's translations."""
        return [other for other in self.files if (source_of(other) or ("",))[0] == path]

    def line(self, path: str, number: int) -> str:
        """Return a line of a file, counted from 1."""
        return self.files[path].lines[number - 1]


def _descend(node: Node, keys: Sequence[str]) -> Iterator[Scalar]:
    if not keys:
        if isinstance(node, Scalar):
            yield node
    elif keys[0] == "*" and isinstance(node, Listing):
        for child in node.items:
            yield from _descend(child, keys[1:])
    elif isinstance(node, Mapping) and keys[0] in node.entries:
        yield from _descend(node.entries[keys[0]][1], keys[1:])


def front_matter_end(sources: Sources, path: str) -> int:
    """Return the line that closes a file's front matter."""
    lines = sources.files[path].lines
    return next(at for at, line in enumerate(lines[1:], 2) if line.rstrip() in {"---", "..."})


def scalar_edit(path: str, node: Scalar, new: str) -> Edit:
    """Return the edit that gives a value another text, inside its quotes."""
    return Edit(path, node.line, node.column + (0 if node.is_plain else 1), node.value, new)


def named(
    sources: Sources, path: str, keys: Sequence[str], names: Container[str], new: str
) -> Iterator[Edit]:
    """Yield an edit for every value below some keys that is one of the names."""
    for node in sources.scalars(path, *keys):
        if node.value in names:
            yield scalar_edit(path, node, new)


def attribute_edit(path: str, number: int, line: str, key: str, old: str, new: str) -> Edit:
    """Return the edit of an attribute's value in the list at the end of a line.

    Raises:
        CoursewrightError: it is not there in this form.
    """
    pattern = re.compile(rf"(?<=[\s{{:]){re.escape(key)}([\"']?){re.escape(old)}(?=\1(?:[\s}}]|$))")
    matches = list(pattern.finditer(line, max(line.rfind(" {"), 0)))
    if not matches:
        raise CoursewrightError(f"{path}:{number}: `{key}{old}` was not found on this line")
    start = matches[-1].end() - len(old)
    return Edit(path, number, start + 1, old, new)


def lesson_pages(course: Course) -> list[PageSource]:
    """Return the page of every lesson, in every language that it is translated into."""
    every = (course, *(translation.course for translation in course.translations))
    pages = {
        lesson.page.path: lesson.page
        for one in every
        for module in one.modules
        for lesson in module.lessons
    }
    return list(pages.values())


def translated_banks(course: Course, path: str) -> list[Quiz]:
    """Return the translations of a bank, each with the items that stand in its file.

    Args:
        course: the course in its own language.
        path: of the bank.
    """
    found = []
    for translation in course.translations:
        there = translation.files.get(path)
        for quiz in translation.course.quizzes if there else ():
            if quiz.path == there:
                items = tuple(item for item in quiz.items if item.span.path == there)
                found.append(replace(quiz, items=items))
    return found


def word_edits(
    path: str, number: int, line: str, change: Callable[[str], str | None]
) -> Iterator[Edit]:
    """Yield an edit for each word of a line that `change` gives another form."""
    for match in re.finditer(r"\S+", line):
        new = change(match[0])
        if new is not None and new != match[0]:
            yield Edit(path, number, match.start() + 1, match[0], new)
