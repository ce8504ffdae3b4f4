"""`course quiz impact`: what an edit does to people, before it does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import attempt, copy_course, run, write_json
from tests.editing.courses import replace_once

from coursewright.cli.quiz import archive_versions, with_archive
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A published course, and a ledger with 8 practice attempts; 2 of these people have passed."""
    root = copy_course(tmp_path)
    replace_once(root / "quizzes/letters.md", "draw: 2", "draw: 4")
    assert run("quiz", "archive", "--root", root).exit_code == 0
    records = [
        attempt(root, number, "letters", declared_name=f"Learner {number}")
        for number in range(1, 9)
    ]
    records += [
        attempt(root, 100 + number, "final", declared_name=f"Learner {number}")
        for number in range(1, 3)
    ]
    (root / "inbox").mkdir()
    write_json(root / "inbox/all.json", records)
    assert run("records", "import", root / "inbox", "--root", root).exit_code == 0
    return root


def raise_revision(root: Path) -> None:
    """Ask an item again."""
    replace_once(root / "quizzes/letters.md", "#hear ", "#hear revision=2 ")


def test_people_in_progress_are_counted(course: Path) -> None:
    """Who has passed the assessment is not in the middle of the course any more."""
    raise_revision(course)
    result = run("quiz", "impact", "--root", course)

    assert result.stdout.splitlines() == [
        "letters: 1 item is asked again of 6 people in progress (letters/hear)",
        "Records of every version published so far are graded as before.",
    ]
    assert "Learner" not in result.output


def test_without_a_ledger_the_number_is_not_guessed(course: Path) -> None:
    """What only HR's ledger knows is said to be unknown."""
    raise_revision(course)
    (course / "records").rename(course / "elsewhere")
    result = run("quiz", "impact", "--root", course)

    assert "letters: 1 item is asked again (letters/hear)" in result.stdout
    assert "is not known: there is no ledger" in result.stdout


def test_few_people_are_not_counted_out(course: Path) -> None:
    """A number below five could point at somebody."""
    for number in range(5, 9):  # they pass, too: four people are left in progress
        record = attempt(course, 200 + number, "final", declared_name=f"Learner {number}")
        write_json(course / "inbox" / f"{number}.json", record)
    assert run("records", "import", course / "inbox", "--root", course).exit_code == 0
    raise_revision(course)
    result = run("quiz", "impact", "--root", course)

    assert "letters: 1 item is asked again of fewer than 5 people in progress" in result.stdout


def test_who_has_passed_is_asked_nothing_again(course: Path) -> None:
    """An item that only people answered who are done concerns nobody in progress."""
    replace_once(course / "quizzes/final.md", "#word ", "#word revision=2 ")
    result = run("quiz", "impact", "--root", course)

    assert "final: 1 item is asked again, of nobody in progress (final/word)" in result.stdout


def test_a_look_begins_no_ledger(course: Path) -> None:
    """A folder without a database stays one."""
    raise_revision(course)
    (course / "records").rename(course / "elsewhere")
    (course / "records").mkdir()
    result = run("quiz", "impact", "--root", course)

    assert "there is no ledger" in result.stdout
    assert list((course / "records").iterdir()) == []


def test_a_damaged_ledger_stops_nothing(course: Path) -> None:
    """What cannot be counted is said, with the reason, and a publish goes on."""
    raise_revision(course)
    for path in (course / "records").glob("ledger.sqlite*"):
        path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    result = run("quiz", "impact", "--root", course)

    assert result.exit_code == 0, result.output
    assert "letters: 1 item is asked again (letters/hear)" in result.stdout
    assert "is not known: " in result.stdout


def test_words_alone_change_nothing_for_people(course: Path) -> None:
    """A mended typo is a new version, and nobody is asked again."""
    replace_once(course / "quizzes/letters.md", "What comes first?", "What do you do first?")
    result = run("quiz", "impact", "--root", course)

    assert "letters: texts, points or settings change; what was answered stays" in result.stdout


def test_an_unchanged_course_says_so(course: Path) -> None:
    """Nothing is said about people where nothing changes for them."""
    result = run("quiz", "impact", "--root", course)

    assert (
        result.stdout == "Nothing changes for learners: every quiz is the one that is published.\n"
    )


def test_the_first_publish_disturbs_nobody(tmp_path: Path) -> None:
    """Before a course is published, there is nobody in the middle of it."""
    result = run("quiz", "impact", "--root", copy_course(tmp_path))

    assert result.stdout == "This is the first publish: nobody is in the middle of the course.\n"


def test_what_is_published_is_what_was_archived(tmp_path: Path) -> None:
    """The course that a publish goes on with is the one that anybody reads after the archive."""
    root = copy_course(tmp_path)
    before = load_course(root)
    assert before.course is not None
    archive_versions(root, before.course, before.published)
    present, read = with_archive(root, before.course, before), load_course(root)

    assert present.pools != before.pools
    assert (present.pools, present.published) == (read.pools, read.published)
