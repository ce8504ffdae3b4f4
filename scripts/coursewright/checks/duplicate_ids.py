"""M220: ids that stand for two things."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import (
        Course,
        Instrument,
        Lesson,
        Module,
        Objective,
        PageSource,
        Quiz,
        Scenario,
    )

RULE: Final = Rule(
    code="M220",
    severity="error",
    title="Id given twice",
    why=(
        "Records, links and progress name things by their id; with two of one name, nobody "
        "can tell which is meant."
    ),
    cure=("Give the later one another id. Ids that were published must stay; change the new one."),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every later use of an id of its kind."""
    for kind, entries in _by_kind(context.course):
        seen: dict[str, Span] = {}
        for name, span in entries:
            first = seen.setdefault(name.casefold(), span)
            if first is not span:
                message = f"the {kind} id `{name}` is used already in {context.place(first, name)}"
                yield RULE.at(context.place(span, name), message)


def _by_kind(course: Course) -> Iterator[tuple[str, list[tuple[str, Span]]]]:
    modules = course.modules
    lessons = [lesson for module in modules for lesson in module.lessons]
    pages = [page for module in modules for page in _pages(module)]
    yield "module", [entry for module in modules for entry in _with_aliases(module)]
    yield "lesson", [entry for lesson in lessons for entry in _with_aliases(lesson)]
    objectives = [row for module in modules for row in module.objectives]
    yield "objective", [entry for row in objectives for entry in _with_aliases(row)]
    yield "quiz", _in_files(course.quizzes)
    yield "scenario", _in_files(course.scenarios)
    yield "instrument", _in_files(course.instruments)
    yield "recall", [(recall.id, recall.span) for page in pages for recall in page.recalls]
    yield "path", [(path.id, path.span) for path in course.paths]


def _in_files(things: Sequence[Quiz | Scenario | Instrument]) -> list[tuple[str, Span]]:
    """Return the names of what is named by its file.

    One with another name than its file, as a copy has, is reported by the reader (Q130).
    """
    good = [one for one in things if PurePosixPath(one.path).stem == (one.written_id or one.id)]
    return [entry for one in good for entry in _with_aliases(one)]


def _with_aliases(
    owner: Module | Lesson | Objective | Quiz | Scenario | Instrument,
) -> Iterator[tuple[str, Span]]:
    yield owner.written_id or owner.id, owner.span
    for alias in owner.aliases:
        # A fresh place for each alias, so that one equal to its owner's id is noticed as well.
        yield alias, Span(owner.span.path, owner.span.line, owner.span.column)


def _pages(module: Module) -> list[PageSource]:
    return [module.page, *(lesson.page for lesson in module.lessons)]
