"""Marks of items and banks: what changes them, and what does not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from tests.generating import builders as make

from coursewright.generating.marks import source_marks
from coursewright.model import (
    Choice,
    FillIn,
    Likert,
    LongFillIn,
    Matching,
    NumberBlank,
    Option,
    Pair,
    Sequencing,
    TextBlank,
)

if TYPE_CHECKING:
    from coursewright.model import Interaction, Item

WORDS = "Old words."
NEW = make.markdown("New words.")
OLD = make.markdown(WORDS)


def item_mark(item: Item) -> str:
    """Return the mark of one item of a bank."""
    return source_marks(make.course(quizzes=[make.quiz("q", [item])]))["quizzes/q.md", item.id]


def gap(*accepted: str) -> TextBlank:
    """Return a gap for words."""
    return TextBlank(accepted, is_exact=False, span=make.SPAN)


def number(value: str) -> NumberBlank:
    """Return a gap for one number."""
    return NumberBlank(Fraction(value), Fraction(value), value, make.SPAN)


def options(*texts: str) -> tuple[Option, ...]:
    """Return options, the first of them the key."""
    return tuple(make.option(text, "0" if at else "1") for at, text in enumerate(texts))


CHOICE = make.item("a", interaction=Choice(options("Yes", "No", "Perhaps"), "single"))
PAIRS = (Pair(make.markdown("A"), make.markdown("1")), Pair(make.markdown("B"), make.markdown("2")))
FEEDBACK = (make.option("Yes", "1", "Other."), *options("Yes", "No", "Perhaps")[1:])
KEYS = (make.option("Yes", "1"), make.option("No", "1/2"), make.option("Perhaps"))
CHANGED: dict[str, tuple[Interaction, Interaction]] = {
    "option": (CHOICE.interaction, Choice(options("Yes", "Never", "Perhaps"), "single")),
    "order of options": (CHOICE.interaction, Choice(options("Yes", "Perhaps", "No"), "single")),
    "feedback": (CHOICE.interaction, Choice(FEEDBACK, "single")),
    "key": (CHOICE.interaction, Choice(KEYS, "situation")),
    "element": (Sequencing((OLD, NEW)), Sequencing((OLD, make.markdown("Later.")))),
    "order of elements": (Sequencing((OLD, NEW)), Sequencing((NEW, OLD))),
    "term": (Matching(PAIRS, ()), Matching((replace(PAIRS[0], source=NEW), PAIRS[1]), ())),
    "meaning": (Matching(PAIRS, ()), Matching((replace(PAIRS[0], target=NEW), PAIRS[1]), ())),
    "row without a term": (Matching(PAIRS, (OLD,)), Matching(PAIRS, (NEW,))),
    "word of a gap": (FillIn((gap("a", "b"),)), FillIn((gap("a", "c"),))),
    "another word of a gap": (FillIn((gap("a"),)), FillIn((gap("a", "b"),))),
    "words of two gaps": (
        FillIn((gap("a", "b"), gap("c"))),
        FillIn((gap("a"), gap("b", "c"))),
    ),
    "number of a gap": (FillIn((number("2"),)), FillIn((number("3"),))),
    "statement": (Likert((OLD,), ("no", "yes")), Likert((NEW,), ("no", "yes"))),
    "scale": (Likert((OLD,), ("no", "yes")), Likert((OLD,), ("never", "yes"))),
    "model": (LongFillIn(OLD), LongFillIn(NEW)),
    "missing model": (LongFillIn(OLD), LongFillIn(None)),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_what_an_item_asks_changes_its_mark(kind: str) -> None:
    """Each text of each type of answer counts, and so do its key and its order."""
    before, after = (make.item("a", interaction=one) for one in CHANGED[kind])

    assert item_mark(before) != item_mark(after)


@pytest.mark.parametrize("name", ["stem", "body", "hint", "rationale"])
def test_each_text_around_the_answers_changes_the_mark(name: str) -> None:
    """Other words, and words where there were none."""
    marks = {item_mark(replace(CHOICE, **changes)) for changes in ({name: OLD}, {name: NEW}, {})}

    assert len(marks) == 3


def test_a_text_that_moves_changes_the_mark() -> None:
    """A hint that becomes the rationale is another item."""
    assert item_mark(replace(CHOICE, hint=NEW)) != item_mark(replace(CHOICE, rationale=NEW))


@pytest.mark.parametrize(
    "changes",
    [
        {"objective": "m01.o2"},
        {"evidence": ("letters.1.f2",)},
        {"points": 3},
        {"revision": 2},
        {"is_shuffled": False},
        {"written_id": "b"},
        {"aliases": ("a", "b")},
        {"status": "active"},
        {"span": replace(make.SPAN, line=99)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_nobody_reads_changes_no_mark(changes: dict[str, Any]) -> None:
    """Points, evidence, names and places are the source's alone."""
    assert item_mark(replace(CHOICE, **changes)) == item_mark(CHOICE)


@pytest.mark.parametrize(
    "text", ["Old  words.", "Old\nwords.", "\tOld words. \n", "Old\u00a0words.", "Old\r\nwords."]
)
def test_white_space_changes_no_mark(text: str) -> None:
    """A paragraph that is filled anew says the same."""
    assert item_mark(replace(CHOICE, body=make.markdown(text))) == item_mark(
        replace(CHOICE, body=OLD)
    )


def test_the_order_of_items_changes_no_mark() -> None:
    """Each item has its own mark, and the bank's is that of its head."""
    items = [make.item("a"), make.item("b"), make.item("c")]
    there = source_marks(make.course(quizzes=[make.quiz("q", items)]))
    back = source_marks(make.course(quizzes=[make.quiz("q", items[::-1])]))

    assert there == back
    assert len({there["quizzes/q.md", name] for name in ("", "a", "b", "c")}) == 4


def test_an_item_changes_no_mark_but_its_own() -> None:
    """Only what changed has to be translated again."""
    items = [make.item("a"), make.item("b")]
    before = source_marks(make.course(quizzes=[make.quiz("q", items)]))
    items[0] = replace(items[0], hint=NEW)
    after = source_marks(make.course(quizzes=[make.quiz("q", [*items, make.item("c")])]))

    assert {key for key in before if before[key] != after[key]} == {("quizzes/q.md", "a")}


@pytest.mark.parametrize("changes", [{"title": "Other"}, {"intro": OLD}])
def test_the_head_of_a_bank_has_a_mark_of_its_own(changes: dict[str, Any]) -> None:
    """Title and introduction are translated with the front matter."""
    quiz = make.quiz("q", [CHOICE])
    before = source_marks(make.course(quizzes=[quiz]))
    after = source_marks(make.course(quizzes=[replace(quiz, **changes)]))

    assert {key for key in before if before[key] != after[key]} == {("quizzes/q.md", "")}
