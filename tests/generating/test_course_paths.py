"""What the bundled course draws on each path: strata are disjoint, so no seed can change it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.generating.forms import public_form
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from coursewright.model import Course, Item, Pool

ROOT = Path(__file__).parents[2]
PATHS = ("core", "front-line", "team-leader", "executive")
DRAWN = 30
FURTHER = 5
"""Items about other modules than the ten strategies, the golden rule and RESOLVED."""
HEART = {"m02": 9, "m03": 6, "m04": 10}


@cache
def loaded() -> tuple[Course, Pool]:
    """The course and the pool of its assessment."""
    found = load_course(ROOT)
    assert found.course is not None
    return found.course, next(pool for pool in found.pools if pool.quiz.id == "final")


def module_of(course: Course, item: Item) -> str:
    """Return the module that declares an item's objective."""
    return next(
        module.id
        for module in course.modules
        if any(row.id == item.objective for row in module.objectives)
    )


def test_the_course_has_these_paths() -> None:
    """The paths of this test are the course's, the core course first."""
    course, _ = loaded()
    assert tuple(path.id for path in course.paths) == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_each_path_draws_thirty_items_of_its_own_modules(path: str) -> None:
    """Twenty-five about the heart of the course, five about further modules that the path has."""
    course, pool = loaded()
    modules = next(each.modules for each in course.paths if each.id == path)
    items = {item.full_id: item for item in pool.items}
    drawn: dict[str, int] = {}
    for row in pool.strata:
        if row.is_for(path):
            [place] = {module_of(course, items[name]) for name in row.items}
            drawn[place] = drawn.get(place, 0) + row.count

    assert set(drawn) <= set(modules)
    assert sum(drawn.values()) == DRAWN
    assert {name: drawn[name] for name in HEART} == HEART
    assert sum(count for name, count in drawn.items() if name not in HEART) == FURTHER


def test_every_row_has_three_times_what_it_draws_and_shares_no_item() -> None:
    """B06 and B09: any seed gives these numbers, and a second attempt gives other items."""
    _, pool = loaded()
    names = [name for row in pool.strata for name in row.items]

    assert len(set(names)) == len(names)
    assert all(len(row.items) >= 3 * row.count for row in pool.strata)


def test_the_page_says_for_whom_a_row_is() -> None:
    """The public form lists the paths, the default first, and marks rows that are not for all."""
    course, pool = loaded()
    form = public_form(pool, course)

    assert form["paths"] == list(PATHS)
    marked = [row["paths"] for row in form["strata"] if "paths" in row]
    assert {name for row in marked for name in row} == set(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_what_a_path_is_asked_in_the_end_was_taught_on_the_path(path: str) -> None:
    """Whatever an item of a path rests on belongs to an element that a lesson of it covers."""
    course, pool = loaded()
    modules = next(each.modules for each in course.paths if each.id == path)
    taught = {
        name
        for module in course.modules
        if module.id in modules
        for lesson in module.lessons
        for name in lesson.covers
    }
    owner = {
        fact.id: part.id
        for framework in course.knowledge.frameworks
        for part in framework.items
        for fact in part.facts
    }
    items = {item.full_id: item for item in pool.items}
    untaught = {
        (name, fact)
        for row in pool.strata
        if row.is_for(path)
        for name in row.items
        for fact in items[name].evidence
        if fact in owner and owner[fact] not in taught
    }
    assert untaught == set()
