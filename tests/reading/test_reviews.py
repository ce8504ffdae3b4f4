"""Comments and approvals are read strictly, and a damaged file is a finding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.diagnostics import Findings
from coursewright.reading import read_reviews

if TYPE_CHECKING:
    from pathlib import Path

COMMENT = {
    "id": "c-00000001",
    "target": "final/one",
    "by": "Ann Example",
    "on": "2026-03-14",
    "text": "Two options are right.",
    "digest": "0" * 16,
    "resolved_on": "",
    "note": "",
}
APPROVAL = {"digest": "0" * 16, "by": "Ann Example", "on": "2026-03-14"}


def write(root: Path, value: Any) -> None:
    """Write the file as it stands in a course."""
    (root / "quizzes").mkdir(exist_ok=True)
    text = value if isinstance(value, str) else json.dumps(value, indent=2)
    (root / "quizzes" / ".reviews.json").write_text(text, "utf-8")


def whole(**changes: Any) -> dict[str, Any]:
    """Return a good file with changes of its only comment."""
    return {
        "schema": "coursewright/reviews/1",
        "comments": [COMMENT | changes],
        "approvals": {"final/one": APPROVAL},
    }


def test_a_good_file_is_read_with_places(tmp_path: Path) -> None:
    """Each comment knows its line, so that a finding can point at it."""
    write(tmp_path, whole())
    findings = Findings()
    reviews = read_reviews(tmp_path, findings)

    assert list(findings) == []
    [comment] = reviews.comments
    assert (comment.is_open, comment.span.line) == (True, 5)
    assert reviews.open_comments("final/one") == (comment,)
    assert reviews.approvals["final/one"].by == "Ann Example"


def test_no_file_is_no_mistake(tmp_path: Path) -> None:
    """A course without a review workflow has none."""
    findings = Findings()

    assert read_reviews(tmp_path, findings).comments == ()
    assert list(findings) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("<<<<<<< HEAD\n", "Expecting value"),
        ('{"schema": 1}', "`schema` is not"),
        ({**whole(), "comments": {}}, "`comments` is no list"),
        (whole(text=None), "`text` of a comment is no text"),
        (whole(on="soon"), "`on: soon` is no day"),
        ({**whole(), "approvals": {"final/one": {}}}, "`digest` of the approval of final/one"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_damaged_file_is_a_finding(tmp_path: Path, value: Any, said: str) -> None:
    """R103 says what is wrong; nothing is taken from such a file."""
    write(tmp_path, value)
    findings = Findings()
    reviews = read_reviews(tmp_path, findings)

    assert reviews.comments == ()
    [finding] = findings
    assert finding.code == "R103"
    assert said in finding.message


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A file elsewhere is nobody's reviews."""
    write(tmp_path, whole())
    path = tmp_path / "quizzes" / ".reviews.json"
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    findings = Findings()

    assert read_reviews(tmp_path, findings).comments == ()
    assert [finding.code for finding in findings] == ["R103"]
