"""Scenario pages: an outline that is complete without JavaScript, whatever its author wrote."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursewright.diagnostics import Findings, Span
from coursewright.model import Markdown, Node, Scenario, ScenarioOption
from coursewright.reading.scenarios import read_scenario
from coursewright.reading.source import make_source
from coursewright.rendering import render_course
from coursewright.rendering.scenario import render_scenario

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode has no package to import from
from html_tree import parse

PATH = "quizzes/scenarios/talk.md"
SPAN = Span(PATH)
HOSTILE = '</h2></section></course-scenario><script>x</script> "quoted" & <b>bold</b> `</li>`'


def md(text):
    """Return Markdown that stands in the scenario's file."""
    return Markdown(text, SPAN)


def option(grade: str, target: str, text: str = "Say it", **changes: Any) -> ScenarioOption:
    """Return an option; `changes` replace its fields."""
    one = ScenarioOption(
        md(text), grade, target, (), None, None, md("He nods."), md("Because it helps."), SPAN
    )
    return replace(one, **changes)


def node(name: str, *options: ScenarioOption, prompt: str = "He waits.", body=None) -> Node:
    """Return a node."""
    return Node(name, md(prompt), body, options, SPAN)


def scenario(*nodes: Node, **changes: Any) -> Scenario:
    """Return a scenario; `changes` replace its fields."""
    one = Scenario(
        id="talk",
        title="The <talk>",
        roles=("core", "team-leader"),
        skill="Listening & asking",
        minutes=5,
        learner="You, at the desk",
        partner="Mr <Lind>, a guest",
        mood="angry",
        applies=("k.01",),
        framework="fw",
        safety="",
        setting=md("It *rains*."),
        nodes=nodes,
        debrief=md("Greet **first**."),
        path=PATH,
        span=SPAN,
    )
    return replace(one, **changes)


TALK = scenario(
    node(
        "first",
        option("poor", "first", mood="furious"),
        option("best", "end", "Say *hello*", applies=("k.01",), mood="calm"),
        body=md("He looks at you."),
    ),
    node("end", prompt="He sits down."),
)


def course_with(context, one):
    """Return the context of a course whose module has the scenario."""
    course = context.course
    modules = tuple(
        replace(each, scenarios=(one.id,), scenario_minutes=5) for each in course.modules
    )
    return replace(context, course=replace(course, modules=modules, scenarios=(one,)))


@pytest.fixture
def tree(context, to_html):
    """Return a function that renders a scenario into a tree."""

    def render(one):
        fresh = course_with(context, one)
        page = render_scenario(fresh, fresh.course.modules[0], one)
        return parse(to_html(page.markdown))

    return render


def data_of(root):
    """Return the page data."""
    [carrier] = root.find("template", cls="course-scenario-data")
    return json.loads("".join(carrier.children))


def test_the_outline_has_every_text_in_its_place(tree):
    """Nodes are numbered; each option has its outcome, verdict, mood and the way on."""
    root = tree(TALK)
    first, end = root.find("section", cls="course-node")
    assert first.attributes["id"] == "node-first"
    assert first.find("h2")[0].text == "Decision 1 He waits."
    assert end.find("h2")[0].text == "Ending 1 He sits down."
    poor, best = first.find("li")
    assert best.find("span", cls="course-node__choice")[0].find("em")[0].text == "hello"
    assert best.find(cls="course-node__verdict")[0].text == "The best choice"
    assert best.find(cls="course-node__mood")[0].text == "Mr <Lind>: calm"
    assert [a.attributes["href"] for a in root.find("a")] == ["#node-first", "#node-end"]
    assert poor.find(cls="course-node__next")[0].text == "Go to: Decision 1"
    [debrief] = root.find("section", cls="course-scenario__debrief")
    assert debrief.find("strong")[0].text == "first"
    assert debrief.find("li")[0].text == "K"


def test_the_brief_says_who_and_for_whom(tree):
    """Minutes, roles (a path by its title, others in words), people, mood and a note on safety."""
    root = tree(replace(TALK, safety="Call <help>."))
    assert root.find("p", cls="course-meta")[0].text == "5 minutes · for: Core, team leader"
    values = [dd.text for dd in root.find("dd")]
    assert values == ["You, at the desk", "Mr <Lind>, a guest (angry)", "Listening & asking"]
    assert root.find(cls="course-notice")[0].text == "Your own safety: Call <help>."


def test_the_data_is_the_graph_without_texts(tree):
    """The element gets ids, grades, moods, what the moment calls for, and names."""
    assert data_of(tree(TALK)) == {
        "start": "first",
        "mood": "angry",
        "partner": "Mr <Lind>",
        "nodes": {
            "first": {
                "calls": ["k.01"],
                "options": {
                    "a": {"grade": "poor", "target": "first", "mood": "furious"},
                    "b": {"grade": "best", "target": "end", "mood": "calm"},
                },
            },
            "end": {"calls": [], "options": {}},
        },
        "names": {"k.01": "K"},
    }


def test_hostile_texts_stay_texts(tree):
    """No text of an author tears the page or brings an element of its own."""
    texts = {"consequence": md(HOSTILE), "feedback": md(f"{HOSTILE}\n\n```\nopen")}
    root = tree(
        scenario(
            node(
                "first", option("best", "end", HOSTILE, **texts), prompt=HOSTILE, body=md(HOSTILE)
            ),
            node("end", prompt="~~~ open"),
            setting=md(HOSTILE),
            debrief=md(HOSTILE),
            title=HOSTILE,
            partner=HOSTILE,
        )
    )
    assert root.find("script") == []
    assert len(root.find("course-scenario")) == 1
    assert len(root.find("section", cls="course-node")) == 2


def test_the_module_lists_it_and_counts_its_minutes(context, published):
    """The list has it before the quiz, with its roles; so has the navigation."""
    fresh = course_with(context, TALK)
    rendered = render_course(fresh.course, context.pools, published)
    pages = {page.src_uri: page for page in rendered.pages}
    assert pages[PATH].dest_uri == "a/talk/index.html"
    assert pages[PATH].bundle == "scenario"
    module = pages["modules/01-a/index.md"].markdown
    assert "1 lesson · 1 scenario · 16 minutes" in module
    assert module.index('data-scenario=\\"talk\\"') < module.index('data-quiz=\\"basics\\"')
    # One of its roles is no path: then nobody is kept from it.
    assert '"data-scenarios":"talk"' in module
    assert rendered.nav[1].entries[-2:] == (PATH, "quizzes/basics.md")


def test_a_scenario_of_paths_names_them_for_the_list(context, published):
    """Where every role is a path, the browser may leave it out for others."""
    fresh = course_with(context, replace(TALK, roles=("core",)))
    rendered = render_course(fresh.course, context.pools, published)
    [module] = [page for page in rendered.pages if page.src_uri == "modules/01-a/index.md"]
    assert "talk:core" in module.markdown


# --- reading and rendering, over random graphs ---------------------------------------------------

GRADES = {"best": "x", "acceptable": "~", "poor": " "}
WORDS = st.text("abcdefghij XYZ", min_size=1, max_size=30).map(lambda text: f"w{text.strip()}.")
MOODS = st.sampled_from([None, "furious", "angry", "uneasy", "calm", "pleased"])


@st.composite
def scenarios(draw):
    """Draw a scenario of one to six decisions with random ways, and some endings."""
    decisions = draw(st.integers(1, 6))
    names = [f"n{place}" for place in range(decisions + draw(st.integers(1, 3)))]
    nodes = []
    for place, name in enumerate(names):
        grades = draw(st.sampled_from([("best", "poor"), ("poor", "acceptable", "best")]))
        options = [
            option(
                grade,
                draw(st.sampled_from(names)),
                draw(WORDS),
                mood=draw(MOODS),
                applies=tuple(draw(st.lists(st.sampled_from(["k.01", "k.02"]), unique=True))),
                consequence=md(draw(WORDS)),
                feedback=md(draw(WORDS)),
            )
            for grade in grades
        ]
        body = draw(st.none() | WORDS)
        kept = options if place < decisions else []
        nodes.append(node(name, *kept, prompt=draw(WORDS), body=body and md(body)))
    return scenario(*nodes, title="Talk", partner="Mr Lind", skill="Ask")


def written(one):
    """Return a scenario as an author would write it."""
    lines = [
        "---",
        f"title: {one.title}\nskill: {one.skill}\nminutes: {one.minutes}\norigin: invented",
        f"roles: [{', '.join(one.roles)}]\nlearner: {one.learner}\npartner: {one.partner}",
        f"mood: {one.mood}\napplies: [{', '.join(one.applies)}]\ndebrief: {one.framework}",
        f"---\n{one.setting.text}\n",
    ]
    for each in one.nodes:
        lines.append(f"## {each.prompt.text} {{ #{each.id} }}\n")
        lines += [f"{each.body.text}\n"] if each.body else []
        for way in each.options:
            mood = f" mood={way.mood}" if way.mood else ""
            applies = f' applies="{" ".join(way.applies)}"' if way.applies else ""
            rest = f" {{{mood}{applies} }}" if mood or applies else ""
            lines.append(f"- [{GRADES[way.grade]}] {way.text.text} → #{way.target}{rest}\n")
            lines.append(f"    {way.consequence.text}\n\n    > {way.feedback.text}\n")
    return "\n".join([*lines, f"!!! debrief\n    {one.debrief.text}\n"])


def without_places(one):
    """Return a scenario as data, its places left out."""
    return [
        (each.id, each.prompt.text, each.body and each.body.text, *map(_way, each.options))
        for each in one.nodes
    ]


def _way(way):
    texts = (way.text.text, way.consequence.text, way.feedback.text)
    return (*texts, way.grade, way.target, way.applies, way.mood)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(one=scenarios())
def test_what_is_written_is_read_and_shown(one, tree):
    """A scenario written as Markdown is read as it was, and its page holds the same graph."""
    findings = Findings()
    read = read_scenario(make_source(PATH, written(one), findings))

    assert list(findings) == []
    assert without_places(read) == without_places(one)
    root = tree(replace(read, roles=()))
    shown = data_of(root)
    assert {
        name: [(way["grade"], way["target"], way["mood"]) for way in each["options"].values()]
        for name, each in shown["nodes"].items()
    } == {
        each.id: [(way.grade, way.target, way.mood) for way in each.options] for each in one.nodes
    }
    links = [a.attributes["href"] for a in root.find("a")]
    assert links == [f"#node-{way.target}" for each in one.nodes for way in each.options]
    ids = {section.attributes["id"] for section in root.find("section", cls="course-node")}
    assert {link.removeprefix("#") for link in links} <= ids
