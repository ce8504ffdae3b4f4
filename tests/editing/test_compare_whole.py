"""`course diff` leaves nothing out: whatever a file can say is told when it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from coursewright import model
from coursewright.editing.compare import compare_courses
from coursewright.reading import read_course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Course

ROOT: Final = Path(__file__).parents[2]
TOLD: Final = (
    model.Course,
    model.Certificate,
    model.Path,
    model.Module,
    model.Objective,
    model.Lesson,
    model.PageSource,
    model.Asset,
    model.Quiz,
    model.Stratum,
    model.Retired,
    model.Item,
    model.Choice,
    model.Option,
    model.Sequencing,
    model.Matching,
    model.Pair,
    model.FillIn,
    model.TextBlank,
    model.Likert,
    model.LongFillIn,
    model.Scenario,
    model.Node,
    model.ScenarioOption,
    model.Instrument,
    model.Category,
    model.SourceDocument,
    model.Framework,
    model.KnowledgeItem,
    model.Fact,
    model.Misconception,
    model.Term,
    model.WordLists,
)
EVERYWHERE: Final = {
    "span": "a place in a file",
    "path": "a place in the folder; what it holds is told",
    "first_line": "a place in a file",
    "lint_ignore": "no learner sees it; `course check --ignored` lists escapes",
    "aliases": "told as a name, when it changes",
}
ELSEWHERE: Final = {
    "PageSource": {
        "headings": "stand in the body",
        "links": "stand in the body",
        "recalls": "stand in the body",
        "anchors": "stand in the body",
        "checks": "told with the lesson, as items asked",
    },
    "Course": {"shows_drafts": "set by the preview", "translations": "test_compare_translations"},
    "Module": {"scenario_minutes": "from its scenarios", "instrument_minutes": "from its own"},
    "Item": {"bank": "the file it stands in", "origin": "only generated items have one"},
    "Asset": {"is_moving": "found in the picture, whose size is told"},
    "Sequencing": {"name": "always the same"},
    "Matching": {"name": "always the same"},
    "Likert": {"name": "always the same"},
    "LongFillIn": {"name": "always the same"},
    "Quiz": {"language": "the course's own"},
    "Scenario": {"language": "the course's own"},
    "Instrument": {"language": "the course's own"},
    "WordLists": {"language": "names the lists"},
}
CASES: Final = [
    (each, field.name)
    for each in TOLD
    for field in fields(each)
    if field.name not in {**EVERYWHERE, **ELSEWHERE.get(each.__name__, {})}
]
SAID_BY_NOBODY: Final = {
    "validity_months": 7,
    "recertify_months": 7,
    "attempts": 7,
    "draw": 7,
    "quiz_minutes": 7,
    "reviews": (model.Review("Ada Query", date(2026, 3, 14)),),
}
"""What to write where our course says nothing and a word would not do."""

CHANGES: Final[dict[type, Callable[[Any], Any]]] = {
    bool: lambda value: not value,
    int: lambda value: value + 1,
    Fraction: lambda value: value / 2 + Fraction(1, 7),
    str: lambda value: f"{value} changed",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A value in the course, and the way to it."""

    way: tuple[str | int, ...]
    """Names of fields, numbers of places, keys of mappings."""
    value: Any


@pytest.fixture(scope="module")
def course() -> Course:
    """Our own course, with what it does not use: a scale of opinions and a retired item."""
    found, _ = read_course(ROOT)
    assert found is not None
    place = found.span
    markdown = model.Markdown("I ask before I promise.", place)
    likert = model.Likert((markdown,), ("never", "always"))
    first = found.quizzes[0]
    items = (replace(first.items[0], interaction=likert), *first.items[1:])
    first = replace(first, items=items, retired=(model.Retired("long-gone", place),))
    return replace(found, quizzes=(first, *found.quizzes[1:]))


@pytest.fixture(scope="module")
def parts(course: Course) -> dict[type, list[Part]]:
    """Every value of the course by its type."""
    found: dict[type, list[Part]] = {}
    for part in within(course, ()):
        found.setdefault(type(part.value), []).append(part)
    return found


def within(value: Any, way: tuple[str | int, ...]) -> Iterator[Part]:
    """Yield a value and every value in it."""
    yield Part(way, value)
    for step, each in steps(value):
        yield from within(each, (*way, step))


def steps(value: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield what a value is made of."""
    if is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, Mapping):
        yield from value.items()


def put(value: Any, way: tuple[str | int, ...], new: Any) -> Any:
    """Return a value with another part at the end of the way."""
    if not way:
        return new
    step, rest = way[0], way[1:]
    changed = put(dict(steps(value))[step], rest, new)
    if is_dataclass(value):
        return replace(value, **{str(step): changed})  # type: ignore[type-var]
    if isinstance(value, tuple):
        return tuple(changed if at == step else each for at, each in enumerate(value))
    return {**value, step: changed}


def another(name: str, value: Any) -> Any:
    """Return another value of the same kind."""
    for kind, change in CHANGES.items():
        if isinstance(value, kind):
            return change(value)
    if not value:
        empty: dict[type, Any] = {tuple: ("another",), dict: {"group": "another"}}
        return SAID_BY_NOBODY.get(name, empty.get(type(value), "another"))
    # In what has parts, one part changes: the first that is told.
    whole = type(value)
    told = [step for step, _ in steps(value) if whole not in TOLD or (whole, step) in CASES]
    return put(value, (told[0],), another(str(told[0]), dict(steps(value))[told[0]]))


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{a.__name__}-{b}" for a, b in CASES])
def test_every_value_that_changes_is_told(
    course: Course, parts: dict[type, list[Part]], kind: type, name: str
) -> None:
    """Whatever one value becomes, `course diff` has a line about it."""
    found = parts[kind]
    # If possible one that says something there.
    part = next((each for each in found if getattr(each.value, name)), found[0])
    changed = another(name, getattr(part.value, name))

    assert compare_courses(course, put(course, (*part.way, name), changed)) != ()


def test_an_equal_course_has_no_difference() -> None:
    """Nothing is told of a course that is read twice."""
    one, other = read_course(ROOT)[0], read_course(ROOT)[0]
    assert one is not None
    assert other is not None

    assert compare_courses(one, other) == ()
