"""Comments come in once, are settled once, and the file reads well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.diagnostics import CoursewrightError, Findings
from coursewright.model import Approval, Reviews
from coursewright.reading import read_reviews
from coursewright.reviewing.store import (
    REVIEWS_PATH,
    Remark,
    add_approvals,
    add_remarks,
    resolve_comment,
    reviews_bytes,
)

if TYPE_CHECKING:
    from pathlib import Path

ONE = Remark("final/one", "Two options are right.", "Ann Example", "2026-03-14", "0" * 16)
_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
_REMARKS = st.lists(
    st.builds(Remark, _WORDS, _WORDS, _WORDS, st.just("2026-03-14"), st.just("")), max_size=5
)


def test_the_same_comment_comes_in_once() -> None:
    """A sheet that is imported again, with another line break, adds nothing."""
    reviews, new = add_remarks(Reviews(), [ONE, ONE])
    again, none = add_remarks(
        reviews, [Remark("final/one", "Two options\n are right.", "Ann Example", "2026-04-01")]
    )

    assert len(new) == 1
    assert none == ()
    assert again == reviews


def test_another_person_or_item_is_another_comment() -> None:
    """Two experts who say the same are two."""
    other = Remark("final/one", ONE.text, "Bo Sample", "2026-03-14")
    third = Remark("final/two", ONE.text, "Ann Example", "2026-03-14")
    _, new = add_remarks(Reviews(), [ONE, other, third])

    assert len({comment.id for comment in new}) == 3


def test_what_was_settled_stays_settled() -> None:
    """The sheet comes in a second time after the item was mended."""
    reviews, [comment] = add_remarks(Reviews(), [ONE])
    settled = resolve_comment(reviews, comment.id, "Mended.", "2026-03-20")
    again, new = add_remarks(settled, [ONE])

    assert new == ()
    assert again.open_comments("final/one") == ()
    assert [one.note for one in again.comments] == ["Mended."]


def test_a_comment_is_settled_once() -> None:
    """The second time, and for a name nobody knows, the reason is said."""
    reviews, [comment] = add_remarks(Reviews(), [ONE])
    settled = resolve_comment(reviews, comment.id, "Mended.", "2026-03-20")

    with pytest.raises(CoursewrightError, match="settled on 2026-03-20: Mended"):
        resolve_comment(settled, comment.id, "Again.", "2026-03-21")
    with pytest.raises(CoursewrightError, match="there is no such comment"):
        resolve_comment(settled, "c-ffffffff", "What?", "2026-03-21")


@given(_REMARKS)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, remarks: list[Remark]
) -> None:
    """Whatever people type, the file holds it; writing it again gives the same bytes."""
    reviews, _ = add_remarks(Reviews(), remarks)
    reviews = add_approvals(reviews, [Approval("final/one", "0" * 16, "Ann", "2026-03-14")])
    root: Path = tmp_path_factory.mktemp("course")
    (root / "quizzes").mkdir()
    (root / REVIEWS_PATH).write_bytes(reviews_bytes(reviews))
    findings = Findings()
    read = read_reviews(root, findings)

    assert list(findings) == []
    assert {(one.id, one.text) for one in read.comments} == {
        (one.id, one.text) for one in reviews.comments
    }
    assert read.approvals == reviews.approvals
    assert reviews_bytes(read) == reviews_bytes(reviews)


def test_the_file_does_not_depend_on_the_order_of_work() -> None:
    """Two trainers who import two sheets in another order have no conflict."""
    two = Remark("final/two", "Too long.", "Bo Sample", "2026-03-14")
    first, _ = add_remarks(add_remarks(Reviews(), [ONE])[0], [two])
    second, _ = add_remarks(add_remarks(Reviews(), [two])[0], [ONE])

    assert reviews_bytes(first) == reviews_bytes(second)
    assert json.loads(reviews_bytes(first))["schema"] == "coursewright/reviews/1"
