"""What is asked depends on where an item is on its way from draft to retired."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.generating.builders import course, item, markdown, module, option, quiz

from coursewright.diagnostics import Span
from coursewright.generating import build_pools, check_pool
from coursewright.generating.drawn import drawn_items, lesson_digest, review_digest
from coursewright.generating.forms import bank_file, item_hash, public_form
from coursewright.generating.published import plan_archive
from coursewright.model import Published, Review, Stratum

if TYPE_CHECKING:
    from coursewright.model import Course, Item, Pool, Status

STATUSES: tuple[Status | None, ...] = (None, "draft", "reviewed", "active", "retired")


def items(bank: str = "q") -> tuple[Item, ...]:
    """Return one item of each status; its id is the status."""
    made = (item(str(status).lower(), bank=bank, objective="m01.o1") for status in STATUSES)
    return tuple(replace(one, status=status) for one, status in zip(made, STATUSES, strict=True))


def a_course(kind: str = "practice", *, drafts: bool = False, draw: int | None = None) -> Course:
    """Return a course with one bank that holds an item of each status."""
    made = course([module()], [quiz(items=items(), kind=kind, draw=draw)])
    return replace(made, shows_drafts=drafts)


def pool_of(made: Course) -> Pool:
    """Return its only pool."""
    [pool] = build_pools(made, Published())
    return pool


def names(pool: Pool) -> set[str]:
    """Return the ids of a pool's items without their bank."""
    return {one.id for one in pool.items}


@pytest.mark.parametrize(
    ("kind", "drafts", "expected"),
    [
        ("practice", False, {"none", "reviewed", "active"}),
        ("practice", True, {"none", "draft", "reviewed", "active"}),
        ("record", False, {"none", "active"}),
        ("record", True, {"none", "active"}),
    ],
)
def test_banks_ask_what_their_kind_may_ask(kind: str, drafts: bool, expected: set[str]) -> None:  # noqa: FBT001
    """Record banks ask active items only; drafts are seen in the preview of practice alone."""
    assert names(pool_of(a_course(kind, drafts=drafts))) == expected
    assert names(pool_of(a_course(kind, drafts=drafts, draw=5))) == expected


def test_a_blueprint_counts_active_items_only() -> None:
    """A row that only a draft could fill draws what it has."""
    row = Stratum(3, "m01", None, None, Span("quizzes/q.md"))
    bank = replace(quiz(items=items(), kind="record"), blueprint=(row,))
    [pool] = build_pools(course([module()], [bank]), Published())

    assert [row.count for row in pool.strata] == [2]
    assert names(pool) == {"none", "active"}


def test_no_word_of_a_draft_is_in_what_a_record_bank_ships() -> None:
    """Neither the public form nor the archived bank names it."""
    made = a_course("record", drafts=True)
    pool = pool_of(made)
    shipped = json.dumps([public_form(pool, made), bank_file(pool, made)])

    assert "q/active" in shipped
    assert not any(f"q/{name}" in shipped for name in ("draft", "reviewed", "retired"))


def test_what_was_never_asked_is_not_published() -> None:
    """A draft may still get another key: nobody has answered it."""
    plan = plan_archive(a_course(), Published())
    state = json.loads(plan.files["quizzes/.published.json"])

    assert set(state["quizzes"]["q"]["items"]) == {"none", "reviewed", "active"}


def test_a_lesson_check_leaves_out_what_is_not_asked() -> None:
    """In the preview it shows drafts as well."""
    every = [f"q/{name}" for name in ("draft", "active", "retired")]

    assert names(check_pool(a_course(), Published(), every)) == {"active"}
    assert names(check_pool(a_course(drafts=True), Published(), every)) == {"draft", "active"}


def test_drafts_of_earlier_modules_do_not_come_back() -> None:
    """The share from earlier modules is drawn from what these modules ask."""
    later = quiz("later", [item("one", bank="later")], draw=4, from_earlier="0.75")
    made = course([module(), module("m02", "later")], [quiz(items=items()), later])
    pools = {pool.quiz.id: pool for pool in build_pools(made, Published())}

    assert names(pools["later"]) == {"one", "none", "reviewed", "active"}


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": markdown("Another stem")},
        {"body": markdown("A body")},
        {"hint": markdown("A hint")},
        {"rationale": markdown("A reason")},
        {"objective": "m01.o2"},
        {"evidence": ("a.01.f1",)},
        {"points": 2},
        {"revision": 2},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_every_edit_changes_what_was_reviewed(changes: dict[str, object]) -> None:
    """A reviewer stands for all of an item, also for what progress does not depend on."""
    one = item("one")

    assert review_digest(replace(one, **changes)) != review_digest(one)  # type: ignore[arg-type]


def test_feedback_and_misconceptions_are_reviewed_too() -> None:
    """They never enter the item hash, and a learner reads them all the same."""
    one = item("one")
    options = one.interaction.options  # type: ignore[union-attr]
    for new in (option("Right", "1", "Otherwise."), replace(options[0], misconception="mis.1")):
        choice = replace(one.interaction, options=(new, *options[1:]))  # type: ignore[arg-type]
        changed = replace(one, interaction=choice)  # type: ignore[arg-type]

        assert item_hash(changed) == item_hash(one)
        assert review_digest(changed) != review_digest(one)


def test_an_approval_does_not_make_itself_stale() -> None:
    """Status and reviewer are about the text, and no part of it."""
    one = item("one")
    approved = replace(one, status="active", reviews=(Review("Ann", date(2026, 3, 14)),))

    assert review_digest(approved) == review_digest(one)


def test_a_lesson_changes_with_its_words() -> None:
    """Title, objectives and text are what a reviewer reads."""
    [lesson] = module().lessons

    assert lesson_digest(replace(lesson, title="Another")) != lesson_digest(lesson)
    assert lesson_digest(replace(lesson, minutes=9)) == lesson_digest(lesson)


def test_the_order_of_a_bank_stays() -> None:
    """What is left out leaves no other trace."""
    [bank] = a_course().quizzes

    assert [one.id for one in drawn_items(bank)] == ["none", "reviewed", "active"]
