"""Names and ids: what was renamed keeps the id under which learners and records know it.

A thing that was published as `old` and is called `new` today says so: `aliases: [old]`. The first
alias is its id, for good: pages, forms and records name it, so nothing that was kept is lost. The
source uses the new name, and here each mention of a name becomes the id.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.model import (
        Course,
        Instrument,
        Item,
        Lesson,
        Module,
        Objective,
        PageSource,
        Quiz,
        Scenario,
    )

    Named = Item | Quiz | Scenario | Instrument | Objective | Lesson | Module


def identity(written: str, aliases: Sequence[str]) -> tuple[str, str]:
    """Return the id of a thing, and its name in the source where that is another ("" else).

    Args:
        written: the name in the source; "" where it has none.
        aliases: its earlier names, oldest first.
    """
    if not aliases or aliases[0] == written:
        return written, ""
    return aliases[0], written


@dataclass(slots=True)
class _Names:
    """Name -> id, for everything of the course that was renamed."""

    modules: dict[str, str] = field(default_factory=dict)
    objectives: dict[str, str] = field(default_factory=dict)
    quizzes: dict[str, str] = field(default_factory=dict)
    scenarios: dict[str, str] = field(default_factory=dict)
    instruments: dict[str, str] = field(default_factory=dict)
    items: dict[tuple[str, str], str] = field(default_factory=dict)
    """(id of the bank, name) -> id within the bank."""

    def __bool__(self) -> bool:
        named_by_files = self.quizzes or self.scenarios or self.instruments
        return bool(self.modules or self.objectives or self.items or named_by_files)


def resolve_names(course: Course) -> Course:
    """Return the course with ids wherever its source names something that was renamed."""
    names = _names_of(course)
    if not names:
        return course
    return replace(
        course,
        assessment=course.assessment and names.quizzes.get(course.assessment, course.assessment),
        paths=tuple(
            replace(
                path,
                modules=_each(path.modules, names.modules),
                optional=_each(path.optional, names.modules),
            )
            for path in course.paths
        ),
        modules=tuple(_module(module, names) for module in course.modules),
        quizzes=tuple(_quiz(quiz, names) for quiz in course.quizzes),
    )


def _names_of(course: Course) -> _Names:
    modules = course.modules
    return _Names(
        modules=_renamed(modules),
        objectives=_renamed(row for module in modules for row in module.objectives),
        quizzes=_renamed(course.quizzes),
        scenarios=_renamed(course.scenarios),
        instruments=_renamed(course.instruments),
        items={
            (quiz.id, name): known
            for quiz in course.quizzes
            for name, known in _renamed(quiz.items).items()
        },
    )


def _renamed(things: Iterable[Named]) -> dict[str, str]:
    """Return name -> id of what has aliases; a name that something else has as its id is left."""
    every = tuple(things)
    taken = {each.written_id or each.id for each in every}
    names: dict[str, str] = {}
    for each in every:
        if each.written_id:
            names[each.written_id] = each.id
        names |= {alias: each.id for alias in each.aliases[1:] if alias not in taken}
    return names


def _each(words: Sequence[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names.get(word, word) for word in words)


def _module(module: Module, names: _Names) -> Module:
    return replace(
        module,
        quiz=module.quiz and names.quizzes.get(module.quiz, module.quiz),
        after=_each(module.after, names.modules),
        scenarios=_each(module.scenarios, names.scenarios),
        instrument=module.instrument
        and names.instruments.get(module.instrument, module.instrument),
        lessons=tuple(
            replace(
                lesson,
                objectives=_each(lesson.objectives, names.objectives),
                page=_page(lesson.page, names),
            )
            for lesson in module.lessons
        ),
        page=_page(module.page, names),
    )


def _page(page: PageSource, names: _Names) -> PageSource:
    return replace(
        page,
        checks=tuple(
            replace(each, items=tuple(_full_id(item, names) for item in each.items))
            for each in page.checks
        ),
        recalls=tuple(
            replace(
                each,
                objective=each.objective and names.objectives.get(each.objective, each.objective),
            )
            for each in page.recalls
        ),
    )


def _full_id(text: str, names: _Names) -> str:
    bank, _, item = text.partition("/")
    bank = names.quizzes.get(bank, bank)
    return f"{bank}/{names.items.get((bank, item), item)}"


def _quiz(quiz: Quiz, names: _Names) -> Quiz:
    return replace(
        quiz,
        blueprint=tuple(
            replace(row, module=row.module and names.modules.get(row.module, row.module))
            for row in quiz.blueprint
        ),
        items=tuple(
            replace(
                item,
                objective=item.objective and names.objectives.get(item.objective, item.objective),
            )
            for item in quiz.items
        ),
        lint_ignore=tuple(
            replace(entry, target=names.items.get((quiz.id, entry.target), entry.target))
            for entry in quiz.lint_ignore
        ),
    )
