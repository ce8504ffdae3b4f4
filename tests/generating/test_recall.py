from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.generating.builders import course, item, module, quiz, recall

from coursewright.generating import generate_items
from coursewright.generating.forms import item_hash, key_of
from coursewright.model import Choice, FillIn, Matching, Sequencing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.model import Item

GOLDEN = Path(__file__).parent / "golden"
ENTRIES = st.lists(
    st.tuples(
        st.text("abcdefgh ", min_size=3, max_size=8).filter(str.strip),
        st.text("mnopqrst ", min_size=3, max_size=16).filter(str.strip),
    ),
    min_size=1,
    max_size=14,
)


def generated(entries: Sequence[tuple[str, str | None]], **options: Any) -> tuple[Item, ...]:
    """Return the items of one list in the lesson of one module."""
    lists = [recall(entries, **options)]
    return generate_items(
        course([module(recalls=lists, headings=[(2, "The letters")])], [quiz(items=[item("a")])])
    )


def in_words(each: Item) -> dict[str, Any]:
    """Return what a learner would see of an item, and its key."""
    interaction = each.interaction
    value: dict[str, Any] = {"id": each.full_id, "stem": each.stem.text}
    if each.body:
        value["body"] = each.body.text
    match interaction:
        case Choice():
            value["options"] = [
                f"{option.credit} {option.text.text} > {option.feedback.text}"
                for option in interaction.options
                if option.feedback
            ]
        case Sequencing():
            value["order"] = [element.text for element in interaction.elements]
        case Matching():
            value["pairs"] = [[pair.source.text, pair.target.text] for pair in interaction.pairs]
        case FillIn():
            value["key"] = key_of(each, "")
    if each.rationale:
        value["rationale"] = each.rationale.text
    return value


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_generated_items_are_the_golden_ones(path: Path) -> None:
    """A list in, its items out, word by word."""
    case = json.loads(path.read_text(encoding="utf-8"))
    options = {"kinds": case["kinds"], "is_ordered": case["ordered"], "recall_id": case["id"]}
    items = generated([tuple(entry) for entry in case["entries"]], **options)

    assert [in_words(each) for each in items] == case["items"]


@given(ENTRIES, st.integers(0, 14))
def test_ids_survive_an_appended_entry(entries: list[tuple[str, str]], size: int) -> None:
    """Every id that the shorter list gave exists in the longer one.

    An id whose hash is the same asks for the same entries.
    """
    unique = list(
        {
            term.split()[0]: (term, f"{term[::-1]} {at}") for at, (term, _) in enumerate(entries)
        }.values()
    )
    before = {each.id: each for each in generated(unique[:size])}
    after = {each.id: each for each in generated(unique)}

    kinds = ("choice", "blank", "order", "match")
    assert set(before) <= set(after)
    for name in before.keys() & after.keys():
        assert any(f"~{kind}~" in name for kind in kinds)
        if item_hash(before[name]) == item_hash(after[name]):
            assert key_of(before[name], "") == key_of(after[name], "")
            assert in_words(before[name]).get("pairs") == in_words(after[name]).get("pairs")


@given(ENTRIES)
def test_generation_is_pure(entries: list[tuple[str, str]]) -> None:
    """The same source gives the same items."""
    assert generated(list(entries)) == generated(list(entries))


@given(ENTRIES)
def test_generated_items_can_be_asked(entries: list[tuple[str, str]]) -> None:
    """Options differ from each other, one is right, all explain; windows have bearable sizes."""
    for each in generated(list(entries)):
        match each.interaction:
            case Choice(options=options):
                assert [option.credit for option in options] == [1, 0, 0]
                assert all(option.feedback for option in options)
                assert len({option.text.text.strip() for option in options}) == 3
            case Sequencing(elements=elements):
                assert 3 <= len(elements) <= 8
            case Matching(pairs=pairs):
                assert 3 <= len(pairs) <= 7
                assert len({pair.target.text for pair in pairs}) == len(pairs)
            case FillIn(blanks=blanks):
                assert "[[#1]]" in (each.body.text if each.body else "")
                assert len(blanks) == 1
        assert isinstance(each.interaction, Choice) or each.rationale


LETTERS: list[tuple[str, str | None]] = [
    ("Respond", "hear them out"),
    ("Empathise", "say that you understand"),
    ("Say sorry", "apologise once"),
    ("Own it", "make it yours"),
]


def test_an_inserted_entry_never_inherits_a_hash() -> None:
    """Numbers move to other entries when one is inserted, and their hashes with them."""
    before = {each.id: item_hash(each) for each in generated(LETTERS)}
    inserted = [LETTERS[0], ("Listen", "let them talk"), *LETTERS[1:]]
    after = {each.id: item_hash(each) for each in generated(inserted)}

    assert before["letters~blank~1"] == after["letters~blank~1"]
    assert all(before[f"letters~blank~{n}"] != after[f"letters~blank~{n}"] for n in (2, 3, 4))


def test_frozen_and_retired_items_are_not_generated_again() -> None:
    """An id that the bank holds or has retired belongs to the author."""
    bank = quiz(items=[item("letters-choice-1")], retired=["letters-choice-2"])
    items = generate_items(course([module(recalls=[recall(LETTERS)])], [bank]))
    names = {each.id for each in items}

    assert not names & {"letters~choice~1", "letters~choice~2"}
    assert "letters~choice~3" in names


def test_record_banks_get_no_generated_items() -> None:
    """What a lesson shows cannot be sealed."""
    bank = quiz(items=[item("a")], kind="record")

    assert generate_items(course([module(recalls=[recall(LETTERS)])], [bank])) == ()


def test_meanings_that_name_their_term_are_not_asked_for() -> None:
    """Nothing is left to recall when the description says the term."""
    entries = [*LETTERS, ("Deliver", "deliver what you promised")]
    names = {each.id for each in generated(entries)}

    assert "letters~choice~4" in names
    assert not names & {"letters~choice~5", "letters~blank~5"}


def test_lists_without_meanings_give_orders_only() -> None:
    """An ordered list has elements and no meanings, so it can only be put in order."""
    items = generated([(term, None) for term, _ in LETTERS])

    assert [each.id for each in items] == ["letters~order~1"]


def test_equal_entries_are_never_ordered_or_matched() -> None:
    """Two equal elements have no right order, and no right partner."""
    entries = [*LETTERS, LETTERS[0]]
    names = {each.id for each in generated(entries)}

    assert not names & {"letters~order~1", "letters~match~1"}
