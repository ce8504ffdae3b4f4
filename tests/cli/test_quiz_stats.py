"""`course quiz stats`: real records, a real ledger, figures without people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_course import attempt, copy_course, run, write_json

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with a ledger of 60 people: the weaker half misses the first item."""
    root = copy_course(tmp_path)
    records = [_record(root, number) for number in range(60)]
    (root / "inbox").mkdir()
    write_json(root / "inbox/all.json", records)
    assert run("records", "import", root / "inbox", "--root", root).exit_code == 0
    return root


def _record(root: Path, number: int) -> dict[str, Any]:
    value = attempt(root, number, declared_name=f"Learner {number}")
    value["language"] = "de" if number < 3 else "en"
    for place, row in enumerate(value["responses"]):
        # Whoever is weaker misses more; nobody is weak enough to miss the last item.
        if number % 30 < 15 - 5 * place:
            row["response"] = None
    return value


def test_the_table_shows_items_and_advice(course: Path) -> None:
    """One line for each item, with its figures and what to do."""
    result = run("quiz", "stats", "final", "--root", course)
    lines = result.stdout.splitlines()

    assert result.exit_code == 0
    assert lines[0].startswith("final: 60 attempts, reliability (alpha) ")
    assert "0.50" in lines[2]
    assert "Learner" not in result.stdout


def test_json_holds_the_same(course: Path) -> None:
    """Programs get the schema, the settings and every figure, rounded to four places."""
    result = run("quiz", "stats", "final", "--root", course, "--json", "--attempts", "all")
    value = json.loads(result.stdout)

    assert (value["schema"], value["attempts"]) == ("coursewright/statistics/1", "all")
    [group] = value["groups"]
    assert group["items"][0]["people"] == 60
    assert "Learner" not in result.stdout


def test_three_people_are_no_group(course: Path) -> None:
    """Of three learners in German nothing is shown, and nothing can be subtracted."""
    result = run("quiz", "stats", "final", "--root", course, "--json", "--by", "language")

    assert [group["group"] for group in json.loads(result.stdout)["groups"]] == ["(others)"]


def test_a_renamed_quiz_is_found_by_its_name(course: Path) -> None:
    """Records know the id, the author knows the name."""
    assert run("quiz", "archive", "--root", course).exit_code == 0
    assert run("rename", "quiz", "final", "exam", "--root", course).exit_code == 0
    by_name, by_id = (run("quiz", "stats", name, "--root", course) for name in ("exam", "final"))

    assert by_name.stdout == by_id.stdout
    assert by_name.stdout.startswith("final: 60 attempts")


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_the_review_is_written_for_its_owner(course: Path, suffix: str) -> None:
    """It shows stem, place and advice, holds no name, and nobody else can read the file."""
    path = course / f"review.{suffix}"
    result = run("quiz", "stats", "final", "--root", course, "--report", path)
    text = path.read_text("utf-8")

    assert result.exit_code == 0
    assert "It holds keys" in result.stderr
    assert "quizzes/final.md:" in text
    assert "Learner" not in text
    assert "<script" not in text
    assert path.stat().st_mode & 0o077 == 0


def test_what_cannot_be_done_is_said_in_a_sentence(course: Path) -> None:
    """No ledger, no attempts, and a file of another kind."""
    empty = run("quiz", "stats", "letters", "--root", course)
    missing = run("quiz", "stats", "final", "--root", course, "--ledger", course / "nowhere")
    unknown = run("quiz", "stats", "nothing", "--root", course)
    other = run("quiz", "stats", "final", "--root", course, "--report", course / "review.pdf")

    assert empty.exit_code == 0
    assert "no counted attempt" in empty.stderr
    for result, words in (
        (missing, "there is no ledger"),
        (unknown, "there is no such quiz"),
        (other, "FILE.html or FILE.md"),
    ):
        assert isinstance(result.exception, CoursewrightError)
        assert words in str(result.exception)
