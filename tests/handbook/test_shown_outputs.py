"""Outputs that the handbook shows are those of the commands, and its first lesson can be walked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import copy_course as copy_small_course
from tests.handbook.pages import HANDBOOK, blocks_of
from tests.handbook.scratch import copy_course, run_course, training_record

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("handbook")]

LESSON = HANDBOOK / "tutorials" / "first-lesson.md"
WORKBOOK = HANDBOOK / "tutorials" / "from-record-to-workbook.md"
CHECKS = HANDBOOK / "reference" / "checks.md"
SPREADSHEET = b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xb5\x92"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the bundled course."""
    return copy_course(tmp_path)


def output(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a person sees: the results, then what is said about them."""
    return done.stdout + done.stderr


def test_the_mistake_of_the_first_lesson_is_shown_as_the_tutorial_says(course: Path) -> None:
    """`- [v]` in the first key of the bank gives exactly the message of step 3."""
    shown, _ = blocks_of(LESSON, "text")
    bank = course / "quizzes" / "resolved.md"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("\n- [x]", "\n- [v]", 1), encoding="utf-8")

    done = run_course(course, "check")

    assert output(done) == shown.text
    assert done.returncode == 1


def test_the_first_lesson_can_be_walked(course: Path) -> None:
    """The lesson of step 4 misses its item; with it only the reviewer has something to say."""
    lesson, item = blocks_of(LESSON, "markdown")
    _, clean = blocks_of(LESSON, "text")
    path = course / "modules" / "04-resolved" / "07-my-lesson.md"
    assert f"`{path.relative_to(course).as_posix()}`" in LESSON.read_text(encoding="utf-8")

    path.write_text(lesson.text, encoding="utf-8")
    without = run_course(course, "check", "--strict")
    with (course / "quizzes" / "resolved.md").open("a", encoding="utf-8") as bank:
        bank.write(f"\n{item.text}")
    with_item = run_course(course, "check")

    assert without.returncode == 1
    assert "modules/04-resolved/07-my-lesson.md:15:" in without.stdout
    assert "resolved/my-first-item" in without.stdout
    assert (output(with_item), with_item.returncode) == (clean.text, 0)


def test_the_import_is_shown_as_the_tutorial_says(course: Path) -> None:
    """Two records, one of them twice and one too fast, and a spreadsheet give the lines shown."""
    (shown,) = blocks_of(WORKBOOK, "text")
    inbox = course / "inbox"
    inbox.mkdir()
    anna = training_record(course, "Anna Berg", ("resolved", "final"), 240)
    (inbox / "anna.json").write_bytes(anna)
    (inbox / "training-record (3).json").write_bytes(anna)
    (inbox / "ben.json").write_bytes(training_record(course, "Ben", ("final",), 30))
    (inbox / "people.json").write_bytes(SPREADSHEET)

    done = run_course(course, "records", "import", "inbox/")

    assert output(done) == shown.text
    assert done.returncode == 1


def test_the_sample_of_the_check_codes_is_real(tmp_path: Path) -> None:
    """The message on the page of codes is what such an item gets."""
    (shown,) = blocks_of(CHECKS, "text")
    root = copy_small_course(tmp_path)
    stem = "## A caller shouts. What comes first? { #person-first }"
    options = "".join(f"- [{box}] Number {at}\n    > So.\n" for at, box in enumerate("xx "))
    bank = root / "quizzes" / "final.md"
    before = bank.read_text(encoding="utf-8")
    bank.write_text(f"{before}\n{stem}\n{options}", encoding="utf-8")
    line = before.count("\n") + 2

    done = run_course(root, "check")

    expected = shown.text.replace("quizzes/resolved.md:14:1", f"quizzes/final.md:{line}:1")
    assert expected in done.stdout


def test_the_handbook_builds_into_the_site(course: Path) -> None:
    """With the handbook the site builds without a warning, and every page of it is there."""
    done = run_course(course, "build", "--with-handbook", "--strict")
    pages = {
        page.relative_to(HANDBOOK).with_suffix("").as_posix().removesuffix("index")
        for page in HANDBOOK.rglob("*.md")
    }

    assert done.returncode == 0, output(done)
    built = course / "site" / "handbook"
    assert [page for page in pages if not (built / page / "index.html").is_file()] == []
