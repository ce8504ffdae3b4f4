"""The mark of a source text: changes when its words do, so that a translation can tell its age."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from coursewright.model import (
    Choice,
    FillIn,
    Likert,
    LongFillIn,
    Matching,
    Sequencing,
    TextBlank,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import (
        Course,
        Instrument,
        Interaction,
        Item,
        Lesson,
        Markdown,
        Module,
        NumberBlank,
        PageSource,
        Quiz,
        Scenario,
    )

_LENGTH = 8
"""Hexadecimal digits: two states of one text are alike once in four thousand millions."""


def source_marks(course: Course) -> dict[tuple[str, str], str]:
    """Return the mark of everything that can be translated.

    Args:
        course: the course in its own language.

    Returns:
        (path of the file, id of an item or "" for the rest of the file) -> its mark. White space,
        keys that are not shown, names of items and objectives, and the order of items change none.
    """
    marks = {}
    for key, texts in source_texts(course).items():
        marks[key] = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:_LENGTH]
    return marks


def source_texts(course: Course) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the texts behind each mark, with single blanks between their words."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for module in course.modules:
        found[module.page.path, ""] = _flat(_of_module(module))
        found |= {(one.page.path, ""): _flat(_of_lesson(one)) for one in module.lessons}
    for quiz in course.quizzes:
        found[quiz.path, ""] = _flat(_of_quiz(quiz))
        found |= {(quiz.path, item.id): _flat(_of_item(item)) for item in quiz.items}
    found |= {(one.path, ""): _flat(_of_scenario(one)) for one in course.scenarios}
    found |= {(one.path, ""): _flat(_of_instrument(one)) for one in course.instruments}
    found |= {(page.path, ""): _flat(iter([page.body])) for page in course.pages}
    return found


def _flat(texts: Iterator[str | Markdown | None]) -> tuple[str, ...]:
    words = (text if isinstance(text, str) else getattr(text, "text", "") for text in texts)
    return tuple(" ".join(text.split()) for text in words)


def _of_module(module: Module) -> Iterator[str | Markdown | None]:
    yield from (module.title, module.summary)
    for row in module.objectives:
        yield from (row.verb, row.text)
    yield module.page.body


def _of_lesson(lesson: Lesson) -> Iterator[str | Markdown | None]:
    page: PageSource = lesson.page
    # Checks and the heads of recall material hold names only, which the reader compares itself.
    names = {one.line for one in page.checks} | {one.first_line for one in page.recalls}
    lines = enumerate(page.body.split("\n"), page.first_line)
    yield from (lesson.title, "\n".join(line for number, line in lines if number not in names))


def _of_quiz(quiz: Quiz) -> Iterator[str | Markdown | None]:
    yield from (quiz.title, quiz.intro)


def _of_item(item: Item) -> Iterator[str | Markdown | None]:
    yield from (item.stem, item.body, item.hint, item.rationale)
    yield from _of_interaction(item.interaction)


def _of_interaction(interaction: Interaction) -> Iterator[str | Markdown | None]:
    match interaction:
        case Choice():
            for option in interaction.options:
                yield from (option.text, str(option.credit), option.feedback)
        case Sequencing():
            yield from interaction.elements
        case Matching():
            for pair in interaction.pairs:
                yield from (pair.source, pair.target)
            yield from interaction.extra_targets
        case FillIn():
            yield from _of_gaps(interaction)
        case Likert():
            yield from interaction.statements
            yield from interaction.scale
        case LongFillIn():
            yield interaction.model_answer


def _of_gaps(interaction: FillIn) -> Iterator[str]:
    blanks: tuple[TextBlank | NumberBlank, ...] = interaction.blanks
    for number, blank in enumerate(blanks):
        if number:
            yield ""  # a word that moves to the next gap is another key there
        yield from blank.accepted if isinstance(blank, TextBlank) else [blank.shown]


def _of_scenario(scenario: Scenario) -> Iterator[str | Markdown | None]:
    yield from (scenario.title, scenario.skill, scenario.learner, scenario.partner)
    yield from (scenario.safety, scenario.setting, scenario.debrief)
    for node in scenario.nodes:
        yield from (node.id, node.prompt, node.body)
        for option in node.options:
            yield from (option.text, option.grade, option.target)
            yield from (option.consequence, option.feedback)


def _of_instrument(instrument: Instrument) -> Iterator[str | Markdown | None]:
    yield from (instrument.title, *instrument.scale, instrument.intro)
    for category in instrument.categories:
        yield from (category.id, category.title, category.body, *category.statements)
        yield from category.advice.values()
