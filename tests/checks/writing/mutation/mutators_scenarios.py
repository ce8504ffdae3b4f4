"""Plants one known flaw in the scenarios of a course. One function for each rule.

A mutator gets the course and a seeded source of chance; it returns the spoilt course.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from coursewright.checks.support.context import CheckContext
from coursewright.checks.support.items import choice_items
from coursewright.checks.support.prose import plain
from coursewright.model import Markdown, Published

if TYPE_CHECKING:
    import random

    from coursewright.model import Course, Node, Scenario, ScenarioOption

Plant = Callable[["Course", "random.Random"], "Course"]
SCENARIO_MUTATORS: Final[dict[str, Plant]] = {}
Place = tuple["Scenario", "Node", "ScenarioOption"]


def mutator(code: str) -> Callable[[Plant], Plant]:
    """Register a function as the mutator of a rule."""

    def register(plant: Plant) -> Plant:
        SCENARIO_MUTATORS[code] = plant
        return plant

    return register


# --- small edits --------------------------------------------------------------------------------


def places(course: Course) -> list[Place]:
    """Return every option with its node and scenario."""
    return [
        (scenario, node, option)
        for scenario in course.scenarios
        for node in scenario.nodes
        for option in node.options
    ]


def with_node(course: Course, scenario: Scenario, old: Node, new: Node) -> Course:
    """Return the course with another node."""
    nodes = tuple(new if node is old else node for node in scenario.nodes)
    spoilt = replace(scenario, nodes=nodes)
    return replace(
        course,
        scenarios=tuple(spoilt if one is scenario else one for one in course.scenarios),
    )


def changed(course: Course, place: Place, **fields: Any) -> Course:
    """Return the course with other fields of one option."""
    scenario, node, option = place
    new = replace(option, **fields)
    options = tuple(new if one is option else one for one in node.options)
    return with_node(course, scenario, node, replace(node, options=options))


def longer(text: Markdown | None, words: str) -> Markdown:
    """Return a text that ends with one more sentence."""
    assert text is not None
    return replace(text, text=f"{text.text} {words}")


# --- the flaws ----------------------------------------------------------------------------------


@mutator("S03")
def _bare_verdict(course: Course, rng: random.Random) -> Course:
    place = rng.choice(places(course))
    text = rng.choice(["No, wrong.", "That is not right.", "Yes, well done.", "Exactly."])
    assert place[2].feedback is not None
    return changed(course, place, feedback=replace(place[2].feedback, text=text))


@mutator("S04")
def _pattern(course: Course, rng: random.Random) -> Course:
    """Put all best options at one place, or make them the longest ones."""
    place = rng.choice([0, 1, None])

    def spoilt(node: Node) -> Node:
        best = next((one for one in node.options if one.grade == "best"), None)
        if best is None:
            return node
        others = [one for one in node.options if one is not best]
        if place is not None:
            others.insert(place, best)
            return replace(node, options=tuple(others))
        longest = max(len(plain(one.text.text)) for one in others)
        text = best.text.text
        while len(text) < 1.2 * longest:
            text += ", and look after it"
        new = replace(best, text=replace(best.text, text=text))
        return replace(node, options=tuple(new if one is best else one for one in node.options))

    return replace(
        course,
        scenarios=tuple(
            replace(one, nodes=tuple(spoilt(node) for node in one.nodes))
            for one in course.scenarios
        ),
    )


@mutator("S05")
def _game_over(course: Course, rng: random.Random) -> Course:
    fit = []
    for place in places(course):
        scenario, node, option = place
        endings = {one.id for one in scenario.nodes if one.is_ending}
        best = next(one for one in node.options if one.grade == "best")
        if option.grade == "poor" and best.target not in endings:
            fit.append((place, sorted(endings)))
    place, endings_ = rng.choice(fit)
    return changed(course, place, target=rng.choice(endings_))


@mutator("S06")
def _unapplied(course: Course, rng: random.Random) -> Course:
    """Take one core item out of every scenario and every situation."""
    context = CheckContext(course, Published())
    core = {
        item.id for framework in context.taught_frameworks if framework.is_core
        for item in framework.items
    }  # fmt: skip
    applied = {name for one in course.scenarios for name in one.applies} & core
    name = rng.choice(sorted(applied))
    asked = {id(item) for item, _ in choice_items(context, "situation")
             if name in context.owners_of(item.evidence)}  # fmt: skip

    def without(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in names if one != name)

    def spoilt(node: Node) -> Node:
        options = (replace(one, applies=without(one.applies)) for one in node.options)
        return replace(node, options=tuple(options))

    return replace(
        course,
        quizzes=tuple(
            replace(quiz, items=tuple(item for item in quiz.items if id(item) not in asked))
            for quiz in course.quizzes
        ),
        scenarios=tuple(
            replace(one, applies=without(one.applies), nodes=tuple(map(spoilt, one.nodes)))
            for one in course.scenarios
        ),
    )


@mutator("S07")
def _real_company(course: Course, rng: random.Random) -> Course:
    place = rng.choice(places(course))
    words = rng.choice(["At Costco they would do it.", "Ask Toyota!", "McDonald's does it better."])
    return changed(course, place, consequence=longer(place[2].consequence, words))


@mutator("S09")
def _abuse(course: Course, rng: random.Random) -> Course:
    place = rng.choice([one for one in places(course) if not one[0].safety])
    words = rng.choice(["Then she threatens you.", "He swears at you.", "Then the insults begin."])
    return changed(course, place, consequence=longer(place[2].consequence, words))
