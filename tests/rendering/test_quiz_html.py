from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coursewright.generating import build_pools, check_pool
from coursewright.rendering.context import Context
from coursewright.rendering.quiz_html import render_quiz

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode has no package to import from
from html_tree import parse


@pytest.fixture(scope="module")
def practice(context, to_html):
    """The practice quiz as a tree."""
    pool = context.pool_of["basics"]
    return parse(to_html(render_quiz(context, pool, "quizzes/basics.md", "quiz")))


@pytest.fixture(scope="module")
def record_html(context, to_html):
    """The sealed quiz as text."""
    pool = context.pool_of["final"]
    return to_html(render_quiz(context, pool, "quizzes/final.md", "quiz"))


def section(root, name):
    """Return the section of one item."""
    [found] = root.find("section", data_item=f"basics/{name}")
    return found


def data_of(root):
    """Return the page data of a quiz."""
    [carrier] = root.find("template", cls="course-quiz-data")
    return json.loads("".join(carrier.children))


def test_quiz_names_its_course_kind_and_mode(practice):
    """The element carries what the runtime needs and keeps itself out of the search."""
    [quiz] = practice.find("course-quiz")
    assert quiz.attributes["data-course"] == "https://example.com/c"
    assert quiz.attributes["data-kind"] == "practice"
    assert quiz.attributes["data-mode"] == "quiz"
    assert "data-search-exclude" in quiz.attributes


def test_quiz_has_one_section_per_item_in_pool_order(practice, context):
    """Every item of the pool stands in the page once."""
    ids = [node.attributes["data-item"] for node in practice.find("section")]
    assert ids == [item.full_id for item in context.pool_of["basics"].items]


@pytest.mark.parametrize(
    ("name", "kind"), [("single", "radio"), ("multi", "checkbox"), ("truth", "radio")]
)
def test_choice_has_a_labelled_control_per_option(practice, name, kind):
    """Options are radio buttons or check boxes, each with a label that names it."""
    item = section(practice, name)
    labels = {node.attributes["for"]: node.text for node in item.find("label")}
    inputs = item.find("input")
    assert {node.attributes["type"] for node in inputs} == {kind}
    assert [node.attributes["id"] for node in inputs] == list(labels)
    assert all(labels.values())


def test_choice_shows_options_in_the_order_of_the_form(practice):
    """Display order is the form's, so it does not give the source order away."""
    form = data_of(practice)["form"]["items"]["basics/situation"]
    options = section(practice, "situation").find("div", cls="course-option")
    assert [node.attributes["data-option"] for node in options] == form["options"]


def test_feedback_carries_the_credit_of_its_option(practice):
    """The acceptable response of a situation has half a point."""
    feedback = section(practice, "situation").find("div", cls="course-feedback")
    credit_of = {node.find("span")[0].text: node.attributes["data-credit"] for node in feedback}
    assert credit_of == {"Best": "1", "So": "1/2", "Bad": "0"}


def test_feedback_keeps_its_markdown_blocks(practice):
    """A list in a feedback stays a list inside that feedback."""
    [right, _] = section(practice, "single").find("div", cls="course-feedback")
    assert [node.text for node in right.find("li")] == ["a", "b"]
    assert right.find("em")[-1].text == "because"


def test_sequencing_lists_elements_by_public_id_and_its_key_in_order(practice):
    """Elements are shown by letter; only the solution has the right order."""
    item = section(practice, "order")
    shown = [
        node.attributes["data-element"] for node in item.find("li", cls="course-sequence__element")
    ]
    assert shown == sorted(shown)
    [key] = item.find("div", cls="course-key")
    assert [node.text for node in key.find("li")] == ["First", "Second", "Third"]


def test_matching_has_a_select_with_every_target_per_source(practice):
    """Each source offers all targets, distractors included, as plain text."""
    item = section(practice, "match")
    for row in item.find("div", cls="course-match"):
        options = row.find("option")
        assert options[0].attributes["value"] == ""
        assert {node.text for node in options[1:]} == {"T 1 <x>", "T2", "T3"}
        assert row.find("label")[0].attributes["for"] == row.find("select")[0].attributes["id"]


def test_gaps_are_numbered_inputs_in_the_stem(practice):
    """Each `[[#n]]` is an input with a name of its own."""
    [legend] = section(practice, "gaps").find("legend")
    names = [node.attributes["aria-label"] for node in legend.find("input", cls="course-blank")]
    assert names == ["Gap 1 of 2", "Gap 2 of 2"]
    assert legend.text == "Say and"


def test_number_gap_asks_for_a_decimal_keyboard(practice):
    """A gap for a number in the text brings up digits on a phone."""
    [gap] = section(practice, "number").find("input")
    assert gap.attributes["inputmode"] == "decimal"


def test_likert_has_a_group_per_statement(practice):
    """A statement names its own group of scale points 1..n; nothing is right or wrong."""
    item = section(practice, "rate")
    [group] = item.find("fieldset", cls="course-likert")
    assert [node.attributes["value"] for node in group.find("input")] == ["1", "2"]
    assert group.find("legend")[0].text == "I listen"


def test_reflection_shows_its_model_answer_after_the_text_area(practice):
    """The model answer waits in the solution."""
    item = section(practice, "think")
    assert item.find("textarea")[0].attributes["aria-label"]
    assert "A model." in item.find("div", cls="course-model-answer")[0].text


def test_hostile_text_stays_text(practice):
    """Markup in a stem, option or feedback is shown, never obeyed, and tears no scaffolding."""
    item = section(practice, "hostile")
    assert "</legend></fieldset></course-quiz><script>x</script>" in item.find("legend")[0].text
    assert not item.find("script")
    assert not item.find("b")
    assert len(item.find("div", cls="course-option")) == 2
    assert [node.text for node in item.find("div", cls="course-rationale")] == [
        "Rationale of hostile"
    ]


def test_heading_in_an_item_is_no_heading_of_the_page(practice):
    """A heading inside an item would stand in the page's table of contents."""
    assert not [node for node in practice.walk() if node.tag in {"h1", "h2", "h3"}]


def test_page_data_cannot_end_its_element(practice):
    """JSON holds no `<` and no `&`, so no text in it can end its element or become an entity."""
    [carrier] = practice.find("template", cls="course-quiz-data")
    text = "".join(carrier.children)
    assert "<" not in text
    assert "&" not in text
    assert "\n" not in text
    assert data_of(practice)["lessons"]["m1.o1"]["title"] == "Lesson <One> & *co*"


def test_links_of_an_item_start_from_the_page(context, to_html):
    """A link written beside the bank leads to the same place from a lesson's folder."""
    pool = check_pool(context.course, context.published, ["basics/links"])
    root = parse(to_html(render_quiz(context, pool, "modules/01-a/01-one.md", "check")))
    assert {node.attributes["href"] for node in root.find("a")} == {"../../modules/01-a/01-one.md"}
    assert root.find("img")[0].attributes["src"] == "../../quizzes/img/p.svg"


def test_record_quiz_ships_nothing_secret(record_html):
    """Key, rationale, hint, feedback, evidence and misconception ids are absent."""
    assert "CANARY" not in record_html
    assert "mis.canary" not in record_html
    root = parse(record_html)
    assert data_of(root)["keys"] is None
    assert data_of(root)["attestation"] == "I did this & nobody else."
    assert not root.find("details")


def test_sealed_item_stays_sealed_in_a_practice_quiz(context, to_html):
    """An item of a record bank that gets into a check ships neither key nor reasons."""
    pool = check_pool(context.course, context.published, ["final/one", "basics/single"])
    html = to_html(render_quiz(context, pool, "modules/01-a/01-one.md", "check"))
    assert "CANARY" not in html
    assert list(data_of(parse(html))["keys"]) == ["basics/single"]


def test_revealed_record_quiz_ships_its_key(course, published, to_html):
    """`reveal: true` is the author's decision to publish key and reasons, but no hint."""
    quizzes = tuple(
        replace(quiz, reveal=True) if quiz.id == "final" else quiz for quiz in course.quizzes
    )
    changed = replace(course, quizzes=quizzes)
    context = Context(changed, build_pools(changed, published), published)
    html = to_html(render_quiz(context, context.pool_of["final"], "quizzes/final.md", "quiz"))
    root = parse(html)
    assert data_of(root)["keys"]["final/fill"] == {
        "blanks": [{"accepted": ["CANARY-7f3a word"], "exact": False}]
    }
    assert root.find("details", cls="course-solution")
    assert not root.find("details", cls="course-hint")
