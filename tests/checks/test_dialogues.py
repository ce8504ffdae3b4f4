"""Dialogues in boxes: turns, steps, gaps; and the terms that the text around them uses."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.checks.support.dialogues import boxes, paragraphs
from coursewright.checks.support.terms import first_uses
from coursewright.diagnostics import Findings, Span
from coursewright.model import Term, WordLists
from coursewright.reading.modules import read_lesson
from coursewright.reading.source import make_source

WORDS: Final = WordLists("en", {"gap_words": ("gap", "gaps")})
FRONT: Final = "---\nid: one\ntitle: One\nobjectives: []\ncovers: []\nminutes: 5\n---\n"
TERM: Final = Term(
    "term.loyalty", {"en": "customer loyalty (CL)"}, "Coming back.", ("a.01",), Span("g.yml")
)
PIECES: Final = (
    '!!! example "A"\n', "??? note\n", '    **Ana:** "Hi"\n', "    **Gap 1**\n", "**R - Go.**\n",
    "\n", "## Part\n", "    **\n", "> quoted\n", "customer loyalty\n", "[x](glossary.md#loyalty)\n",
    "    **(R)** (S):\n", "```\n", ":::\n", "- item\n",
)  # fmt: skip


def page(body: str):
    """Read a lesson with this body."""
    return read_lesson(make_source("modules/a/1.md", FRONT + body, Findings()), "one", "m01").page


@pytest.mark.parametrize(
    ("label", "step", "name"),
    [
        ("R - Respond. Noor:", "R", "Respond"),
        ("E \u2013 Empathise, apologise. Noor:", "E", "Empathise"),
        ("Robin (S):", "S", ""),
        ("resolved.01. Noor:", "resolved.01", ""),
        ("Ms Lind:", "", ""),
        ("Call 2.", "", ""),
    ],
)
def test_a_label_names_its_step(label: str, step: str, name: str) -> None:
    """By mark and name, by a mark in brackets, or by the id of a knowledge item."""
    (box,) = boxes(page(f'!!! example "A"\n    **{label}** "Hello."\n'), WORDS)

    assert [(turn.step, turn.step_name, turn.said) for turn in box.turns] == [
        (step, name, '"Hello."')
    ]


def test_boxes_end_where_the_text_begins_again() -> None:
    """Turns and gaps belong to the box they are indented below; places are lines of the file."""
    body = 'Before.\n\n!!! example "A"\n    **Gap 1**\n\n    **Ana:** *She nods.*\n'
    body += "\nAfter.\n\n??? note\n    Text.\n"
    first, second = boxes(page(body), WORDS)

    assert [span.line for span in first.gaps] == [11]
    assert [(turn.label, turn.said, turn.span.line) for turn in first.turns] == [
        ("Ana:", "She nods.", 13)
    ]
    assert (second.kind, second.is_folded, second.turns) == ("note", True, ())
    assert [one.text for one in paragraphs(page(body))] == ["Before.", "After."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Customer\nloyalty grows.", [(8, False)]),
        ("[Customer loyalty](../../glossary.md#loyalty) grows. Customer loyalty!", [(8, True)]),
        ("See [customer loyalty](02.md). Then customer loyalty.", [(8, False)]),
        ('"Customer loyalty," he says.', []),
        ("## Customer loyalty", []),
        ("> Customer loyalty", []),
        ("Disloyalty is no term.", []),
        ("## Part\n\nText.\n\n## In short\n\n- Customer loyalty", []),
    ],
)
def test_first_use_of_a_term(text: str, expected: list[tuple[int, bool]]) -> None:
    """Quoted words, headings, other links and the summary do not count as the first use."""
    found = first_uses(page(text), (TERM,), "en")

    assert [(span.line, linked) for _, span, linked in found] == expected


def test_code_is_no_dialogue() -> None:
    """What stands between fences is shown as it is, and read by nobody as a box."""
    body = '```markdown\n!!! example "A"\n    **Gap 1**\n```\n\nAfter.\n'

    assert boxes(page(body), WORDS) == ()
    assert [one.text for one in paragraphs(page(body))] == ["After."]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_whatever_stands_on_a_page(pieces: list[str]) -> None:
    """Any order of pieces has an answer, with places inside the file."""
    lesson = page("".join(pieces))
    last = lesson.first_line + lesson.body.count("\n")

    for box in boxes(lesson, WORDS):
        places = [box.span, *box.gaps, *(turn.span for turn in box.turns)]
        assert places == [place for place in places if lesson.first_line <= place.line <= last]
    assert all(span.line <= last for _, span, _ in first_uses(lesson, (TERM,), "en"))
