"""How two states of a course differ, in the words of those who write it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from coursewright.editing.compare_instruments import instrument_changes
from coursewright.editing.compare_knowledge import knowledge_changes
from coursewright.editing.compare_quizzes import quiz_changes
from coursewright.editing.compare_scenarios import scenario_changes
from coursewright.editing.compare_translations import translation_changes
from coursewright.editing.differences import (
    Difference,
    either,
    names,
    order,
    pairs,
    standing,
    values,
)
from coursewright.editing.wording import mark_words, tell_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Course, Lesson, Module, Objective, PageSource


def compare_courses(old: Course, new: Course) -> tuple[Difference, ...]:
    """Return every difference, in the order of the new course.

    First the course, then modules, quizzes, scenarios, instruments, pages, pictures, what the
    course rests on, and translations. Things are matched by their ids, so that a renamed one is
    the same.
    """
    found = [*_course(old, new)]
    for one, other in pairs(old.modules, new.modules):
        found += _module(one, other)
    found += _lessons(old, new)
    for quiz, other_quiz in pairs(old.quizzes, new.quizzes):
        found += quiz_changes(quiz, other_quiz)
    for scenario, other_scenario in pairs(old.scenarios, new.scenarios):
        each = either(scenario, other_scenario)
        for text in scenario_changes(scenario, other_scenario):
            found.append(Difference(f"Scenario {each.title}", f"scenario {each.id}", text))
    for instrument, other_one in pairs(old.instruments, new.instruments):
        it = either(instrument, other_one)
        for text in instrument_changes(instrument, other_one):
            found.append(Difference(f"Self-diagnosis {it.title}", f"instrument {it.id}", text))
    found += _pages(old, new)
    found += _pictures(old, new)
    found += (Difference("Knowledge", *each) for each in knowledge_changes(old, new))
    found += (Difference("Translations", *each) for each in translation_changes(old, new))
    return tuple(found)


def _course(old: Course, new: Course) -> Iterator[Difference]:
    told = {
        "id": (old.id, new.id),
        "title": (old.title, new.title),
        "subtitle": (old.subtitle, new.subtitle),
        "language": (old.language, new.language),
        "languages": (old.languages, new.languages),
        "mastery score": (old.mastery_score, new.mastery_score),
        "assessment": (old.assessment, new.assessment),
        "sentence to attest": (old.attestation, new.attestation),
        "certificate valid for (months)": (
            old.certificate.validity_months,
            new.certificate.validity_months,
        ),
        "certificate signed by": (old.certificate.signatory, new.certificate.signatory),
        "taken again after (months)": (old.recertify_months, new.recertify_months),
        "intake": (old.intake, new.intake),
        "frameworks to be covered": (old.teaches or "all", new.teaches or "all"),
    }
    for text in values(told):
        yield Difference("Course", "course.yml", text)
    ways = ([path.id for path in course.paths] for course in (old, new))
    modules = ([module.id for module in course.modules] for course in (old, new))
    for text in (*order("paths", *ways), *order("modules", *modules)):
        yield Difference("Course", "course.yml", text)
    for before, now in pairs(old.paths, new.paths):
        each = either(before, now)
        if before is None or now is None:
            yield Difference("Course", f"path {each.id}", "new" if before is None else "removed")
        else:
            told = {
                "title": (before.title, now.title),
                "summary": (before.summary, now.summary),
                "modules": (before.modules, now.modules),
                "optional modules": (before.optional, now.optional),
            }
            for text in values(told):
                yield Difference("Course", f"path {each.id}", text)


def _module(old: Module | None, new: Module | None) -> Iterator[Difference]:
    if old is None or new is None:
        each = either(old, new)
        yield Difference(each.title, f"module {each.id}", "new" if old is None else "removed")
        return
    what = f"module {new.id}"
    told = {
        "name": names(old, new),
        "title": (old.title, new.title),
        "summary": (old.summary, new.summary),
        "address": (old.slug, new.slug),
        "quiz": (old.quiz, new.quiz),
        "comes after": (old.after, new.after),
        "minutes of its quiz": (old.quiz_minutes, new.quiz_minutes),
        "scenarios": (old.scenarios, new.scenarios),
        "self-diagnosis": (old.instrument, new.instrument),
    }
    lessons = ([lesson.id for lesson in module.lessons] for module in (old, new))
    for text in (*values(told), *order("lessons", *lessons)):
        yield Difference(new.title, what, text)
    for before, now in pairs(old.objectives, new.objectives):
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
    told = {
        "name": names(old, new),
        "verb": (old.verb, new.verb),
        "level": (old.level, new.level),
        "about": (old.items, new.items),
    }
    for text in values(told):
        yield Difference(group, what, text)


def _lessons(old: Course, new: Course) -> Iterator[Difference]:
    homes = [
        {lesson.id: module for module in course.modules for lesson in module.lessons}
        for course in (old, new)
    ]
    lessons = [
        [lesson for module in course.modules for lesson in module.lessons] for course in (old, new)
    ]
    for before, now in pairs(*lessons):
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
        told = {
            "name": names(before, now),
            "title": (before.title, now.title),
            "address": (before.slug, now.slug),
            "minutes": (before.minutes, now.minutes),
            "objectives": (before.objectives, now.objectives),
            "covers": (before.covers, now.covers),
            "status": (standing(before.status, before.reviews), standing(now.status, now.reviews)),
            "items asked": (_asked(before), _asked(now)),
        }
        for text in values(told):
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
        elif told := tell_count(before[title], text):
            yield Difference(group, what, f"{name}: {told}")
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


def _pages(old: Course, new: Course) -> Iterator[Difference]:
    before = {page.path: page for page in old.pages}
    now = {page.path: page for page in new.pages}
    for path in sorted(before.keys() | now.keys()):
        if path not in before or path not in now:
            yield Difference("Pages", path, "new" if path not in before else "removed")
        else:
            yield from _text("Pages", path, before[path], now[path])


def _pictures(old: Course, new: Course) -> Iterator[Difference]:
    before = {asset.path: asset for asset in old.assets}
    now = {asset.path: asset for asset in new.assets}
    for path in sorted(before.keys() | now.keys()):
        if path not in before or path not in now:
            yield Difference("Files", path, "new" if path not in before else "removed")
            continue
        for text in values({"bytes": (before[path].size, now[path].size)}):
            yield Difference("Files", path, text)
