"""Translations: files beside their sources, joined to a course in each further language.

Keys, points, ids and the number of options are the source's alone. A translation that is built
differently is an error; what is not translated keeps the source's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coursewright.model import Translation
from coursewright.reading.translations.banks import read_quiz_texts
from coursewright.reading.translations.files import quiet, set_apart
from coursewright.reading.translations.pages import (
    read_lesson_texts,
    read_module_texts,
    read_page_texts,
)
from coursewright.reading.translations.pairs import read_pair
from coursewright.reading.translations.practice import (
    read_instrument_texts,
    read_scenario_texts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.model import (
        Course,
        Instrument,
        Lesson,
        Mark,
        Module,
        PageSource,
        Quiz,
        Scenario,
    )
    from coursewright.reading.files import Tree
    from coursewright.reading.translations.files import Apart
    from coursewright.reading.translations.pairs import Pair

__all__ = ["read_translations", "set_apart"]


def read_translations(tree: Tree, course: Course, apart: Apart) -> tuple[Translation, ...]:
    """Return the course in every language that something is translated into.

    Args:
        tree: the course's files; findings go there.
        course: the course in the language of its source.
        apart: the translated files.
    """
    # What is wrong in a source is mended there first; its translations would only repeat it.
    wrong = {each.span.path for each in tree.findings.diagnostics if each.severity == "error"}
    translations = []
    for language in course.languages:
        if language in apart.files:
            named = {one: path for one, path in apart.files[language].items() if one not in wrong}
            translations.append(_Reader(tree, apart.tree, course, language, named).read())
    return tuple(translations)


@dataclass(slots=True)
class _Reader:
    """Joins the files of one language to the course."""

    tree: Tree
    apart: Tree
    course: Course
    language: str
    files: Mapping[str, str]
    """Path of the source -> path of the translation."""
    read_files: dict[str, str] = field(default_factory=dict)
    marks: dict[tuple[str, str], Mark] = field(default_factory=dict)

    def read(self) -> Translation:
        """Return the whole course, translated as far as it is."""
        course = self.course
        joined = replace(
            course,
            language=self.language,
            modules=tuple(self._module(module) for module in course.modules),
            quizzes=tuple(self._quiz(quiz) for quiz in course.quizzes),
            scenarios=tuple(self._scenario(each) for each in course.scenarios),
            instruments=tuple(self._instrument(each) for each in course.instruments),
            pages=tuple(self._page(page) for page in course.pages),
            lint_ignore=(),
        )
        return Translation(self.language, joined, self.read_files, self.marks)

    def _pair(self, path: str, label: str) -> Pair | None:
        """Return both files where there is a translation with text in it."""
        if path not in self.files:
            return None
        source = self.apart.read(self.files[path])
        original = quiet(self.tree).read(path)
        if source is None or original is None or not source.text.strip():
            return None
        pair = read_pair(source, original, label)
        self.read_files[path] = source.path
        self.marks[path, ""] = pair.mark
        return pair

    def _module(self, module: Module) -> Module:
        pair = self._pair(module.page.path, "module")
        found = replace(module, lint_ignore=()) if pair is None else read_module_texts(pair, module)
        lessons = tuple(self._lesson(lesson, module.id) for lesson in module.lessons)
        return replace(found, lessons=lessons)

    def _lesson(self, lesson: Lesson, module: str) -> Lesson:
        pair = self._pair(lesson.page.path, "lesson")
        if pair is None:
            return replace(lesson, lint_ignore=())
        return read_lesson_texts(pair, lesson, module)

    def _page(self, page: PageSource) -> PageSource:
        pair = self._pair(page.path, "page")
        return page if pair is None else read_page_texts(pair, page)

    def _quiz(self, quiz: Quiz) -> Quiz:
        pair = self._pair(quiz.path, "bank")
        if pair is None:
            return replace(quiz, lint_ignore=())
        found, marks = read_quiz_texts(pair, quiz, self.language)
        self.marks |= {(quiz.path, name): mark for name, mark in marks.items()}
        return found

    def _scenario(self, scenario: Scenario) -> Scenario:
        pair = self._pair(scenario.path, "scenario")
        found = None if pair is None else read_scenario_texts(pair, scenario, self.language)
        return found or replace(scenario, lint_ignore=())

    def _instrument(self, instrument: Instrument) -> Instrument:
        pair = self._pair(instrument.path, "instrument")
        found = None if pair is None else read_instrument_texts(pair, instrument, self.language)
        return found or replace(instrument, lint_ignore=())
