"""A review sheet as values: what an expert sees of items and lessons, keys included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.blueprint import item_type
from coursewright.generating.drawn import lesson_digest, review_digest
from coursewright.generating.reviewed import LESSON
from coursewright.model import Choice, FillIn, Likert, Matching, NumberBlank, Sequencing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Course, Item, Lesson, Module, Option, Quiz

BANK_PREFIX: Final = "bank:"
MODULE_PREFIX: Final = "module:"
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_GAP: Final = re.compile(r"\[\[#(\d+)\]\]")
_CREDITS: Final = {"1": "right", "1/2": "acceptable, half a point", "0": "wrong"}


@dataclass(frozen=True, slots=True)
class Choosable:
    """One option, as an expert sees it."""

    mark: str
    """`right`, `wrong` …"""
    is_key: bool
    text: str
    feedback: str
    belief: str
    """The misconception it stands for, or the author's reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item or lesson on the sheet."""

    target: str
    title: str
    """The stem, or the lesson's title; Markdown without links."""
    kind: str
    """`situation`, `matching`, `lesson` …"""
    status: str
    digest: str
    objective: str
    body: str
    options: tuple[Choosable, ...]
    key: tuple[str, ...]
    """The key of what has no options, a line each."""
    hint: str
    rationale: str
    evidence: tuple[str, ...]
    """What the key rests on, in the words of the knowledge base."""

    @property
    def is_lesson(self) -> bool:
        """True for a lesson."""
        return self.target.startswith(LESSON)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that one expert gets."""

    name: str
    title: str
    course: str
    language: str
    entries: tuple[Entry, ...]


def make_sheet(course: Course, name: str) -> Sheet:
    """Return the sheet of a bank, or of a module with its lessons and its quiz.

    Args:
        course: a course without errors.
        name: id of a bank or module. Where both have it, the bank is meant, unless it is written
            `module:NAME`.

    Raises:
        CoursewrightError: there is neither.
    """
    wanted = name.removeprefix(BANK_PREFIX).removeprefix(MODULE_PREFIX)
    quiz = next((each for each in course.quizzes if wanted in (each.id, each.written_id)), None)
    module = next((each for each in course.modules if wanted in (each.id, each.written_id)), None)
    if quiz is not None and not name.startswith(MODULE_PREFIX):
        return _sheet(course, wanted, quiz.title, (), quiz)
    if module is not None and not name.startswith(BANK_PREFIX):
        own = next((each for each in course.quizzes if each.id == module.quiz), None)
        return _sheet(course, wanted, module.title, (module,), own)
    known = ", ".join([each.id for each in course.quizzes] + [each.id for each in course.modules])
    raise CoursewrightError(f"{name}: there is no bank or module of this name. Known: {known}")


def _sheet(
    course: Course, name: str, title: str, modules: tuple[Module, ...], quiz: Quiz | None
) -> Sheet:
    lessons = [_lesson(course, lesson) for module in modules for lesson in module.lessons]
    items = [_item(course, item) for item in (quiz.items if quiz else ())]
    language = quiz.language if quiz else course.language
    return Sheet(name, title, course.title, language, (*lessons, *items))


def plain_links(text: str) -> str:
    """Return Markdown in which links and pictures are words: a sheet has no course around it."""
    text = _PICTURE.sub(lambda found: f"[picture: {found[1] or 'without words'}]", text)
    text = _LINK.sub(r"\1", text)
    return _GAP.sub(r"____ (gap \1)", text)


def _lesson(course: Course, lesson: Lesson) -> Entry:
    objectives = _objectives(course)
    lines = [
        line
        for line in lesson.page.body.split("\n")
        if not line.lstrip().startswith((":::", "{ .recall"))
    ]
    return Entry(
        target=f"{LESSON}{lesson.id}",
        title=lesson.title,
        kind="lesson",
        status=lesson.status or "no status",
        digest=lesson_digest(lesson),
        objective="; ".join(objectives[one] for one in lesson.objectives if one in objectives),
        body=plain_links("\n".join(lines).strip()),
        options=(),
        key=(),
        hint="",
        rationale="",
        evidence=(),
    )


def _item(course: Course, item: Item) -> Entry:
    choice = item.interaction
    options = choice.options if isinstance(choice, Choice) else ()
    facts = _facts(course)
    beliefs = {one.id: one.belief for one in course.knowledge.misconceptions}
    return Entry(
        target=item.full_id,
        title=plain_links(item.stem.text),
        kind=item_type(item),
        status=item.status or "no status",
        digest=review_digest(item),
        objective=_objectives(course).get(item.objective or "", ""),
        body=plain_links(item.body.text) if item.body else "",
        options=tuple(_option(option, beliefs) for option in options),
        key=tuple(_key(item)),
        hint=plain_links(item.hint.text) if item.hint else "",
        rationale=plain_links(item.rationale.text) if item.rationale else "",
        evidence=tuple(f"{one}: {facts.get(one, 'unknown')}" for one in item.evidence),
    )


def _option(option: Option, beliefs: dict[str, str]) -> Choosable:
    belief = beliefs.get(option.misconception or "", option.own or "")
    return Choosable(
        mark=_CREDITS.get(str(option.credit), str(option.credit)),
        is_key=option.credit == 1,
        text=plain_links(option.text.text),
        feedback=plain_links(option.feedback.text) if option.feedback else "",
        belief=belief,
    )


def _key(item: Item) -> Iterator[str]:
    """Yield the key of an item without options, a line for each part."""
    interaction = item.interaction
    match interaction:
        case Sequencing():
            for number, element in enumerate(interaction.elements, 1):
                yield f"{number}. {plain_links(element.text)}"
        case Matching():
            for pair in interaction.pairs:
                yield f"{plain_links(pair.source.text)} → {plain_links(pair.target.text)}"
            for extra in interaction.extra_targets:
                yield f"belongs to nothing: {plain_links(extra.text)}"
        case FillIn():
            yield from (f"gap {at}: {key}" for at, key in enumerate(_blanks(interaction), 1))
        case Likert():
            yield from (plain_links(each.text) for each in interaction.statements)
            yield f"scale: {' · '.join(interaction.scale)}"
        case _:
            model = getattr(interaction, "model_answer", None)
            if model is not None:
                yield f"model answer: {plain_links(model.text)}"


def _blanks(interaction: FillIn) -> Iterator[str]:
    for blank in interaction.blanks:
        yield blank.shown if isinstance(blank, NumberBlank) else " or ".join(blank.accepted)


def _objectives(course: Course) -> dict[str, str]:
    return {each.id: each.text for module in course.modules for each in module.objectives}


def _facts(course: Course) -> dict[str, str]:
    return {
        fact.id: f"{fact.text} ({fact.caveat})" if fact.caveat else fact.text
        for framework in course.knowledge.frameworks
        for facts in (framework.context, *(each.facts for each in framework.items))
        for fact in facts
    }
