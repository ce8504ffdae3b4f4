"""Marks of pages, scenarios and instruments: what changes them, and what does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.generating import builders as make

from coursewright.generating.marks import source_marks
from coursewright.model import (
    Category,
    Check,
    Instrument,
    Lesson,
    Module,
    Node,
    Objective,
    Scenario,
    ScenarioOption,
)

if TYPE_CHECKING:
    from coursewright.model import Markdown

LESSON = "modules/01-one/01-first.md"
WORDS = "Old words."
NEW = make.markdown("New words.")
OLD = make.markdown(WORDS)


def lesson(body: str = WORDS, **changes: Any) -> Lesson:
    """Return a lesson with a text."""
    values: dict[str, Any] = {
        "id": "first",
        "title": "First",
        "objectives": (),
        "covers": (),
        "minutes": 5,
        "aliases": (),
        "page": replace(make.page(), body=body, first_line=5),
        "slug": "first",
        "span": make.SPAN,
    }
    return Lesson(**(values | changes))


def lesson_mark(one: Lesson) -> str:
    """Return the mark of a lesson."""
    return source_marks(replace(make.course(), modules=(module(lessons=(one,)),)))[LESSON, ""]


def module(**changes: Any) -> Module:
    """Return a module with an objective."""
    objective = Objective("m01.o1", "name", "remember", "Name it", (), make.SPAN)
    values: dict[str, Any] = {
        "id": "m01",
        "title": "One",
        "objectives": (objective,),
        "quiz": None,
        "quiz_minutes": 0,
        "aliases": (),
        "lessons": (lesson(),),
        "page": replace(make.page(), path="modules/01-one/index.md", body=WORDS),
        "slug": "one",
        "summary": "Begin.",
        "span": make.SPAN,
    }
    return Module(**(values | changes))


def test_title_and_text_of_a_lesson_change_its_mark() -> None:
    """Minutes and objectives do not."""
    marks = {lesson_mark(one) for one in (lesson(), lesson("New."), lesson(title="Other"))}

    assert len(marks) == 3
    assert lesson_mark(lesson(minutes=9, objectives=("m01.o1",))) == lesson_mark(lesson())
    assert lesson_mark(lesson("Old\n\nwords.\n")) == lesson_mark(lesson())


def test_names_in_a_lesson_change_no_mark() -> None:
    """An item or objective that is renamed leaves every translation of the lesson as new as it was.

    The reader compares checks and recall material anyway.
    """

    def with_names(item: str, objective: str) -> Lesson:
        head = f'{{ .recall #letters kinds="choice" objective={objective} }}'
        body = f"{WORDS}\n\n{head}\n\n1. A\n2. B\n\n::: check {item}\n"
        recalls = (replace(make.recall([("A", None), ("B", None)]), first_line=7),)
        checks = (Check((item,), 12, make.SPAN),)
        page = replace(make.page(), body=body, first_line=5, recalls=recalls, checks=checks)
        return lesson(page=page)

    marks = {
        lesson_mark(with_names("q/a", "m01.o1")),
        lesson_mark(with_names("q/b", "m01.o1")),
        lesson_mark(with_names("q/a", "m01.o2")),
    }

    assert len(marks) == 1
    assert marks != {lesson_mark(lesson())}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Other"},
        {"summary": "Other."},
        {"page": replace(module().page, body="Other.")},
        {"objectives": (replace(module().objectives[0], verb="list"),)},
        {"objectives": (replace(module().objectives[0], text="List it"),)},
    ],
)
def test_each_text_of_a_module_page_changes_its_mark(changes: dict[str, Any]) -> None:
    """The marks of its lessons stay."""
    before = source_marks(replace(make.course(), modules=(module(),)))
    after = source_marks(replace(make.course(), modules=(module(**changes),)))
    index = ("modules/01-one/index.md", "")

    assert {key for key in before if before[key] != after[key]} == {index}


def scenario(**changes: Any) -> Scenario:
    """Return a scenario of one decision."""
    way = ScenarioOption(OLD, "best", "end", (), "calm", None, OLD, OLD, make.SPAN)
    nodes = (
        Node("first", OLD, OLD, (way,), make.SPAN),
        Node("end", OLD, OLD, (), make.SPAN),
    )
    values: dict[str, Any] = {
        "id": "s",
        "title": "S",
        "roles": (),
        "skill": "Skill",
        "minutes": 5,
        "learner": "You",
        "partner": "Mr Lind",
        "mood": "calm",
        "applies": (),
        "framework": None,
        "safety": "",
        "setting": OLD,
        "nodes": nodes,
        "debrief": OLD,
        "path": "quizzes/scenarios/s.md",
        "span": make.SPAN,
    }
    return Scenario(**(values | changes))


def node(option: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """Return the change of a scenario's first node, or of its option."""
    first, end = scenario().nodes
    ways = (replace(first.options[0], **(option or {})),)
    return {"nodes": (replace(first, **({"options": ways} | changes)), end)}


@pytest.mark.parametrize(
    "changes",
    [
        *({key: "Other"} for key in ("title", "skill", "learner", "partner", "safety")),
        {"setting": NEW},
        {"debrief": NEW},
        node(prompt=NEW),
        node(body=NEW),
        *(node({key: NEW}) for key in ("text", "consequence", "feedback")),
        node({"grade": "poor"}),
        node({"target": "first"}),
        {"nodes": scenario().nodes[::-1]},
    ],
)
def test_each_text_of_a_scenario_changes_its_mark(changes: dict[str, Any]) -> None:
    """A scenario is translated whole, so it has one mark; moods and roles are not in it."""
    key = ("quizzes/scenarios/s.md", "")
    before, other, after = (
        source_marks(replace(make.course(), scenarios=(one,)))[key]
        for one in (scenario(), scenario(mood="angry", roles=("core",)), scenario(**changes))
    )

    assert before == other != after


ADVICE: dict[Any, Markdown] = {"low": OLD, "middle": OLD, "high": OLD}
CATEGORY = Category("c", "C", ("letters.1",), OLD, (OLD, NEW), ADVICE, make.SPAN)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Other"},
        {"scale": ("never", "yes")},
        {"intro": NEW},
        {"categories": (replace(CATEGORY, title="Other"),)},
        {"categories": (replace(CATEGORY, body=NEW),)},
        {"categories": (replace(CATEGORY, statements=(NEW, OLD)),)},
        {"categories": (replace(CATEGORY, advice=ADVICE | {"high": NEW}),)},
    ],
)
def test_each_text_of_an_instrument_changes_its_mark(changes: dict[str, Any]) -> None:
    """What its categories cover does not."""
    path = "quizzes/instruments/i.md"
    one = Instrument("i", "I", 5, ("no", "yes"), OLD, (CATEGORY,), path, make.SPAN)
    covered = replace(one, categories=(replace(CATEGORY, covers=()),))
    before, other, after = (
        source_marks(replace(make.course(), instruments=(each,)))[path, ""]
        for each in (one, covered, replace(one, **changes))
    )

    assert before == other != after


def test_a_page_of_the_site_has_the_mark_of_its_text() -> None:
    """Its front matter is no part of what the course reads of it."""
    pages = [replace(make.page(), path="docs/help.md", body=body) for body in (WORDS, "New.")]
    marks = {
        source_marks(replace(make.course(), pages=(page,)))["docs/help.md", ""] for page in pages
    }

    assert len(marks) == 2
