"""How two states of a course differ, in the words of those who write it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from coursewright.editing.compare_items import either, item_changes
from coursewright.editing.compare_scenarios import scenario_changes
from coursewright.editing.compare_translations import translation_changes
from coursewright.editing.wording import count_words, mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from coursewright.model import (
        Course,
        Item,
        Lesson,
        Module,
        Objective,
        PageSource,
        Path,
        Quiz,
        Scenario,
        Stratum,
    )

    T = TypeVar("T", Item, Lesson, Module, Objective, Path, Quiz, Scenario)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed."""

    group: str
    """What it belongs to: the title of a module or quiz, or the course."""
    what: str
    """`item resolved/late`, `lesson person-first` …"""
    text: str
    """What happened to it."""


def compare_courses(old: Course, new: Course) -> tuple[Difference, ...]:
    """Return every difference, in the order of the new course.

    First the course, then modules, quizzes, scenarios, pages and translations. Things are matched
    by their ids, so that a renamed one is the same.
    """
    found = [*_course(old, new)]
    for one, other in _pairs(old.modules, new.modules):
        found += _module(one, other)
    found += _lessons(old, new)
    for quiz, other_quiz in _pairs(old.quizzes, new.quizzes):
        found += _quiz(quiz, other_quiz)
    for scenario, other_scenario in _pairs(old.scenarios, new.scenarios):
        found += _scenario(scenario, other_scenario)
    found += _pages(old, new)
    found += (Difference("Translations", *each) for each in translation_changes(old, new))
    return tuple(found)


def _pairs(old: Iterable[T], new: Iterable[T]) -> Iterator[tuple[T | None, T | None]]:
    """Yield (old, new) with one id; what is new or kept in its order, then what is gone."""
    before = {each.id: each for each in old}
    now = {each.id: each for each in new}
    for name, each in now.items():
        yield before.get(name), each
    for name, each in before.items():
        if name not in now:
            yield each, None


def _values(pairs: Mapping[str, tuple[object, object]]) -> Iterator[str]:
    """Yield a sentence for each named value that differs."""
    for name, (old, new) in pairs.items():
        if old != new:
            yield f"{name}: {_shown(old)} → {_shown(new)}"


def _shown(value: object) -> str:
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _course(old: Course, new: Course) -> Iterator[Difference]:
    values = {
        "title": (old.title, new.title),
        "mastery score": (float(old.mastery_score), float(new.mastery_score)),
        "assessment": (old.assessment, new.assessment),
        "sentence to attest": (old.attestation, new.attestation),
        "certificate valid for (months)": (
            old.certificate.validity_months,
            new.certificate.validity_months,
        ),
        "taken again after (months)": (old.recertify_months, new.recertify_months),
        "intake": (old.intake, new.intake),
    }
    for text in _values(values):
        yield Difference("Course", "course.yml", text)
    for before, now in _pairs(old.paths, new.paths):
        each = either(before, now)
        if before is None or now is None:
            yield Difference("Course", f"path {each.id}", "new" if before is None else "removed")
        else:
            pairs = {
                "title": (before.title, now.title),
                "summary": (before.summary, now.summary),
                "modules": (before.modules, now.modules),
                "optional modules": (before.optional, now.optional),
            }
            for text in _values(pairs):
                yield Difference("Course", f"path {each.id}", text)


def _module(old: Module | None, new: Module | None) -> Iterator[Difference]:
    if old is None or new is None:
        each = either(old, new)
        yield Difference(each.title, f"module {each.id}", "new" if old is None else "removed")
        return
    what = f"module {new.id}"
    values = {
        "name": (old.written_id or old.id, new.written_id or new.id),
        "title": (old.title, new.title),
        "quiz": (old.quiz, new.quiz),
        "comes after": (old.after, new.after),
        "minutes of its quiz": (old.quiz_minutes, new.quiz_minutes),
        "scenarios": (old.scenarios, new.scenarios),
    }
    for text in _values(values):
        yield Difference(new.title, what, text)
    for before, now in _pairs(old.objectives, new.objectives):
        yield from _objective(new.title, before, now)
    yield from _text(new.title, what, old.page, new.page)


def _objective(group: str, old: Objective | None, new: Objective | None) -> Iterator[Difference]:
    each = either(old, new)
    what = f"objective {each.id}"
    if old is None or new is None:
        yield Difference(group, what, f"{'new' if old is None else 'removed'}: {each.text}")
        return
    if old.text != new.text:
        yield Difference(group, what, f"reworded: {mark_words(old.text, new.text)}")
    names = (old.written_id or old.id, new.written_id or new.id)
    for text in _values({"name": names, "level": (old.level, new.level)}):
        yield Difference(group, what, text)


def _lessons(old: Course, new: Course) -> Iterator[Difference]:
    homes = [
        {lesson.id: module for module in course.modules for lesson in module.lessons}
        for course in (old, new)
    ]
    lessons = [
        [lesson for module in course.modules for lesson in module.lessons] for course in (old, new)
    ]
    for before, now in _pairs(*lessons):
        each = either(before, now)
        if now is None:
            group = homes[0][each.id].title
            yield Difference(group, f"lesson {each.id}", f"removed: {each.title}")
            continue
        group, what = homes[1][now.id].title, f"lesson {now.id}"
        if before is None:
            yield Difference(group, what, f"new: {now.title}")
            continue
        if homes[0][now.id].id != homes[1][now.id].id:
            yield Difference(group, what, f"moved here from {homes[0][now.id].title}")
        values = {
            "name": (before.written_id or before.id, now.written_id or now.id),
            "title": (before.title, now.title),
            "minutes": (before.minutes, now.minutes),
            "objectives": (before.objectives, now.objectives),
            "items asked": (_asked(before), _asked(now)),
        }
        for text in _values(values):
            yield Difference(group, what, text)
        yield from _text(group, what, before.page, now.page)


def _asked(lesson: Lesson) -> tuple[str, ...]:
    return tuple(item for check in lesson.page.checks for item in check.items)


def _text(group: str, what: str, old: PageSource, new: PageSource) -> Iterator[Difference]:
    """Yield what happened to each section of a page."""
    before, now = _sections(old), _sections(new)
    for title, text in now.items():
        name = f"section “{title}”" if title else "text before the first heading"
        if title not in before:
            yield Difference(group, what, f"{name}: new")
        elif before[title] != text:
            gone, come = count_words(before[title], text)
            if gone or come:
                yield Difference(group, what, f"{name}: {gone} words out, {come} in")
    for title in before:
        if title and title not in now:
            yield Difference(group, what, f"section “{title}”: removed")


def _sections(page: PageSource) -> dict[str, str]:
    """Return title -> text; check lines are compared by the items that they name."""
    lines = page.body.split("\n")
    heads = [each for each in page.headings if each.level == 2]
    starts = [(each.span.line - page.first_line, each.text) for each in heads]
    bounds = [(0, ""), *starts, (len(lines), "")]
    found: dict[str, str] = {}
    for (first, title), (end, _) in itertools.pairwise(bounds):
        kept = [line for line in lines[first:end] if not line.startswith("::: check")]
        found[title] = found.get(title, "") + "\n".join(kept)
    return found


def _quiz(old: Quiz | None, new: Quiz | None) -> Iterator[Difference]:
    each = either(old, new)
    group, what = f"Quiz {each.title}", f"quiz {each.id}"
    if old is None or new is None:
        count = len(each.items)
        state = "new" if old is None else "removed"
        yield Difference(group, what, f"{state}, with {count} items")
        return
    values = {
        "name": (old.written_id or old.id, new.written_id or new.id),
        "title": (old.title, new.title),
        "kind": (old.kind, new.kind),
        "mastery score": (_number(old.mastery_score), _number(new.mastery_score)),
        "attempts": (old.attempts, new.attempts),
        "items drawn": (_drawn(old), _drawn(new)),
        "status": (old.status, new.status),
        "mastery score found by": (old.mastery_method, new.mastery_method),
    }
    for text in _values(values):
        yield Difference(group, what, text)
    rows, other_rows = [_row(row) for row in old.blueprint], [_row(row) for row in new.blueprint]
    for row in sorted({*rows, *other_rows}, key=[*other_rows, *rows].index):
        if row not in other_rows or row not in rows:
            change = "new" if row in other_rows else "removed"
            yield Difference(group, what, f"row of the blueprint, {change}: {row}")
    retired = {entry.id for entry in new.retired}
    for before, now in _pairs(old.items, new.items):
        for name, text in item_changes(before, now, retired):
            yield Difference(group, f"item {name}", text)
        # An item that only follows its bank is told with its bank.
        if before and now and (before.status, now.status) != (old.status, new.status):
            for text in _values({"status": (before.status, now.status)}):
                yield Difference(group, f"item {now.full_id}", text)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _drawn(quiz: Quiz) -> str:
    if quiz.blueprint:
        return f"{sum(row.count for row in quiz.blueprint)} by {len(quiz.blueprint)} rows"
    return "all" if quiz.draw is None else str(quiz.draw)


def _row(row: Stratum) -> str:
    """Return what a row of a blueprint asks for: `2 of m04 apply situation, path core`."""
    asked = [word for word in (row.module, row.level, row.type) if word] or ["any item"]
    paths = f", path {' and '.join(row.paths)}" if row.paths else ""
    return f"{row.count} of {' '.join(asked)}{paths}"


def _scenario(old: Scenario | None, new: Scenario | None) -> Iterator[Difference]:
    each = either(old, new)
    for text in scenario_changes(old, new):
        yield Difference(f"Scenario {each.title}", f"scenario {each.id}", text)


def _pages(old: Course, new: Course) -> Iterator[Difference]:
    before = {page.path: page for page in old.pages}
    now = {page.path: page for page in new.pages}
    for path in sorted(before.keys() | now.keys()):
        if path not in before or path not in now:
            yield Difference("Pages", path, "new" if path not in before else "removed")
        else:
            yield from _text("Pages", path, before[path], now[path])
