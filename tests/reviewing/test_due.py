"""What waits for a review is listed with its reasons, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.generating.builders import course, item, module, quiz

from coursewright.generating.drawn import review_digest
from coursewright.model import Approval, Review, Reviews
from coursewright.reviewing.due import find_due
from coursewright.reviewing.store import Remark, add_remarks

if TYPE_CHECKING:
    from coursewright.model import Item, Status

TODAY = date(2026, 11, 29)
ANN = Review("Ann", TODAY)


def one(status: Status | None, days: int | None = 0) -> Item:
    """Return an item whose review is so many days old."""
    reviews = () if days is None else (Review("Ann", TODAY - timedelta(days=days)),)
    return replace(item("one"), status=status, reviews=reviews)


def reasons(made: Item, kind: str = "record", reviews: Reviews | None = None) -> tuple[str, ...]:
    """Return why the only item of a bank waits; none where it does not."""
    due = find_due(course([module()], [quiz(items=[made], kind=kind)]), reviews or Reviews(), TODAY)
    return due[0].reasons if due else ()


@pytest.mark.parametrize(
    ("made", "kind", "expected"),
    [
        (one(None, None), "practice", ()),
        (one(None, None), "record", ("no status",)),
        (one("draft", None), "practice", ("draft",)),
        (one("reviewed"), "practice", ()),
        (one("reviewed"), "record", ("reviewed, not active yet",)),
        (one("active", 548), "record", ()),
        (one("active", 549), "record", ("last review on 2025-05-29",)),
        (one("retired", 999), "record", ()),
    ],
)
def test_reasons(made: Item, kind: str, expected: tuple[str, ...]) -> None:
    """Each status and age has its reason, or none."""
    assert reasons(made, kind) == expected


def test_an_approved_text_that_changed_is_due() -> None:
    """The approval is of a text; the same text is not due."""
    made = one("active")
    for digest, expected in (
        (review_digest(made), ()),
        ("0" * 16, ("changed since Ann approved it on 2026-03-14",)),
    ):
        known = Approval("q/one", digest, "Ann", "2026-03-14")

        assert reasons(made, reviews=Reviews((), {"q/one": known})) == expected


def test_an_open_comment_is_due_by_itself() -> None:
    """Also a lesson's, which has no status."""
    remark = Remark("lesson:first", "Is this so?", "Bo", "2026-03-14")
    reviews, _ = add_remarks(Reviews(), [remark])
    [due] = find_due(course([module()], [quiz(items=[one("active")])]), reviews, TODAY)

    assert (due.text.target, due.reasons) == ("lesson:first", ())
    assert due.to_json()["comments"][0]["text"] == "Is this so?"
