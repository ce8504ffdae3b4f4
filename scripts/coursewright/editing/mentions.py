"""The edits wherever the source mentions something that gets another name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.editing.edits import Edit
from coursewright.editing.mentions_practice import of_instrument, of_scenario
from coursewright.editing.places import (
    COURSE_FILE,
    attribute_edit,
    lesson_pages,
    named,
    translated_banks,
    word_edits,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.editing.edits import Change
    from coursewright.editing.places import Sources
    from coursewright.editing.rename import Renaming
    from coursewright.model import Course


def mention_edits(sources: Sources, course: Course, renaming: Renaming) -> list[Change]:
    """Return the edits of every mention outside of the definition."""
    find = {
        "item": _of_item,
        "quiz": _of_quiz,
        "scenario": of_scenario,
        "instrument": of_instrument,
        "module": _of_module,
        "objective": _of_objective,
    }.get(renaming.kind)
    return [] if find is None else list(find(sources, course, renaming))


def _of_item(sources: Sources, course: Course, renaming: Renaming) -> Iterator[Edit]:
    bank = getattr(renaming.thing, "bank", "")
    quiz = next(each for each in course.quizzes if each.id == bank)
    banks = {quiz.id, quiz.written_id, *quiz.aliases} - {""}

    def change(word: str) -> str | None:
        name, slash, item = word.partition("/")
        is_it = slash and name in banks and item in renaming.names
        return f"{name}/{renaming.new}" if is_it else None

    yield from _check_lines(sources, course, change)
    yield from _escapes(sources, quiz.path, renaming)
    for translated in translated_banks(course, quiz.path):
        yield from _escapes(sources, translated.path, renaming)
        for each in translated.items:
            if each.id == renaming.thing.id:
                line = sources.line(translated.path, each.span.line)
                name, new = renaming.written, renaming.new
                yield attribute_edit(translated.path, each.span.line, line, "#", name, new)


def _escapes(sources: Sources, path: str, renaming: Renaming) -> Iterator[Edit]:
    """Yield edits of `lint-ignore` keys such as `Q07 person-first`."""
    root = sources.yaml(path)
    entry = root.entries.get("lint-ignore") if root else None
    for key, _ in getattr(entry[1], "entries", {}).values() if entry else ():
        code, _, target = key.value.partition(" ")
        if target.strip() in renaming.names:
            column = key.column + (0 if key.is_plain else 1)
            yield Edit(path, key.line, column, key.value, f"{code} {renaming.new}")


def _of_quiz(sources: Sources, course: Course, renaming: Renaming) -> Iterator[Edit]:
    def change(word: str) -> str | None:
        bank, slash, item = word.partition("/")
        return f"{renaming.new}/{item}" if slash and bank in renaming.names else None

    yield from _check_lines(sources, course, change)
    yield from named(sources, COURSE_FILE, ("assessment",), renaming.names, renaming.new)
    for module in course.modules:
        for path in (module.page.path, *sources.translations_of(module.page.path)):
            yield from named(sources, path, ("quiz",), renaming.names, renaming.new)
    file = re.compile(rf"(?<=quizzes/){re.escape(renaming.written)}(?=\.md\b)")
    for path, source in sources.files.items():
        for number, line in enumerate(source.lines, 1):
            for match in file.finditer(line):
                yield Edit(path, number, match.start() + 1, match[0], renaming.new)


def _of_module(sources: Sources, course: Course, renaming: Renaming) -> Iterator[Edit]:
    for key in ("modules", "optional"):
        paths = ("paths", "*", key, "*")
        yield from named(sources, COURSE_FILE, paths, renaming.names, renaming.new)
    places: list[tuple[str, tuple[str, ...]]]
    places = [(module.page.path, ("after", "*")) for module in course.modules]
    places += [(quiz.path, ("draw", "*", "module")) for quiz in course.quizzes]
    for source, keys in places:
        for path in (source, *sources.translations_of(source)):
            yield from named(sources, path, keys, renaming.names, renaming.new)


def _of_objective(sources: Sources, course: Course, renaming: Renaming) -> Iterator[Edit]:
    for module in course.modules:
        for lesson in module.lessons:
            for path in (lesson.page.path, *sources.translations_of(lesson.page.path)):
                yield from named(sources, path, ("objectives", "*"), renaming.names, renaming.new)
        for path in sources.translations_of(module.page.path):
            ids = ("objectives", "*", "id")
            yield from named(sources, path, ids, renaming.names, renaming.new)
    for page in lesson_pages(course):
        marks = [each.first_line for each in page.recalls if each.objective in renaming.names]
        yield from _attributes(sources, page.path, marks, renaming)
    for quiz in course.quizzes:
        for one in (quiz, *translated_banks(course, quiz.path)):
            lines = [each.span.line for each in one.items if each.objective in renaming.names]
            yield from _attributes(sources, one.path, lines, renaming)


def _attributes(
    sources: Sources, path: str, lines: list[int], renaming: Renaming
) -> Iterator[Edit]:
    for number in lines:
        line = sources.line(path, number)
        for name in sorted(renaming.names):
            if re.search(rf"objective=[\"']?{re.escape(name)}(?![\w.-])", line):
                yield attribute_edit(path, number, line, "objective=", name, renaming.new)


def _check_lines(
    sources: Sources, course: Course, change: Callable[[str], str | None]
) -> Iterator[Edit]:
    for page in lesson_pages(course):
        for check in page.checks:
            line = sources.line(page.path, check.line)
            yield from word_edits(page.path, check.line, line, change)
