"""A course whose items have every interaction, and hostile words, and its sheet."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.generating.builders import SPAN, choice, course, item, markdown, module, option, quiz

from coursewright.model import (
    Choice,
    FillIn,
    Likert,
    LongFillIn,
    Matching,
    NumberBlank,
    Pair,
    Sequencing,
    TextBlank,
)
from coursewright.reviewing.sheet import make_sheet

if TYPE_CHECKING:
    from coursewright.model import Course
    from coursewright.reviewing.sheet import Sheet

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> & [link](javascript:alert(3))'


def a_course() -> Course:
    """Return a course with one module and a bank of all kinds."""
    situation = Choice(
        (option("Best", "1"), option("Fair", "1/2"), option("Poor", "0", HOSTILE)), "situation"
    )
    number = NumberBlank(Fraction(19), Fraction(21), "20±1", SPAN)
    items = [
        replace(item("single", interaction=choice("Right", HOSTILE)), stem=markdown(HOSTILE)),
        replace(item("situation", interaction=situation), body=markdown("One.\n\n- Two")),
        item("order", interaction=Sequencing((markdown("First"), markdown("Second")))),
        item(
            "match",
            interaction=Matching((Pair(markdown("A"), markdown("B")),), (markdown("Extra"),)),
        ),
        replace(
            item("words", interaction=FillIn((TextBlank(("yes", "sure"), False, SPAN),))),  # noqa: FBT003
            stem=markdown("Say [[#1]]"),
            rationale=markdown("Because **so**."),
        ),
        item("number", interaction=FillIn((number,))),
        item("scale", interaction=Likert((markdown("I sleep"),), ("never", "always"))),
        replace(
            item("think", interaction=LongFillIn(markdown("A model"))), hint=markdown("A hint")
        ),
    ]
    return course([module()], [quiz(items=items)])


def a_sheet(name: str = "m01") -> Sheet:
    """Return the sheet of the module: its lesson and its bank."""
    return make_sheet(a_course(), name)
