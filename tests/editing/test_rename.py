"""`course rename`: everywhere, back again, and nothing that learners have is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import run
from tests.editing.courses import published_course, replace_once, sources
from tests.handbook.scratch import copy_course

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path

RENAMINGS = [
    ("item", "resolved/leave-alone", "stay-with-them", "leave-alone"),
    ("item", "final/two-keywords", "dignity", "two-keywords"),
    ("quiz", "resolved", "eight-letters", "resolved"),
    ("quiz", "final", "assessment", "final"),
    ("module", "m04", "resolved-module", "m04"),
    ("objective", "m04.o1", "m04.o90", "m04.o1"),
    ("lesson", "person-first", "respond-empathise", "person-first"),
]
ITEM = "resolved/leave-alone"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published course; each test leaves it as it was."""
    return published_course(tmp_path_factory.mktemp("renamed"))


def rename(root: Path, *words: str) -> None:
    """Rename, and expect it to work."""
    result = run("rename", *words, "--root", root)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("kind", "old", "new", "back"), RENAMINGS)
def test_what_was_published_keeps_its_id_everywhere(
    course: Path, kind: str, old: str, new: str, back: str
) -> None:
    """After a rename no version is new, nothing is found, and the way back gives the same bytes."""
    before = sources(course)
    rename(course, kind, old, new)
    renamed = sources(course)
    archive = run("quiz", "archive", "--root", course)
    check = run("check", "--root", course)
    bank = old.partition("/")[0] + "/" if kind == "item" else ""
    rename(course, kind, bank + new, back)

    assert renamed != before
    assert archive.stderr == "Every present version is archived already.\n"
    assert (check.exit_code, check.stderr) == (0, "no findings\n")
    # A name that only the file gave stands in the file once it was another.
    after = sources(course)
    assert {path: text.replace(b"id: m04\n", b"") for path, text in after.items()} == {
        path: text.replace(b"id: m04\n", b"") for path, text in before.items()
    }


def test_a_second_name_leads_to_the_same_item(course: Path) -> None:
    """Renamed twice, it keeps its first id, and old and new names work in a lesson."""
    rename(course, "item", ITEM, "second-name")
    rename(course, "item", "resolved/second-name", "third-name")
    bank = (course / "quizzes/resolved.md").read_text("utf-8")
    lesson = course / "modules/04-resolved/02-person-first.md"
    written = lesson.read_text("utf-8")
    replace_once(lesson, "::: check resolved/third-name", "::: check resolved/leave-alone")
    check = run("check", "--root", course)
    lesson.write_text(written, "utf-8")
    rename(course, "item", ITEM, "leave-alone")

    assert "{ #third-name aliases=leave-alone " in bank
    assert check.exit_code == 0


def test_a_rename_by_hand_is_mended_as_the_finding_says(tmp_path: Path) -> None:
    """Whoever changes a published id in an editor reads how to keep it."""
    root = published_course(tmp_path)
    bank = root / "quizzes/resolved.md"
    lesson = root / "modules/04-resolved/02-person-first.md"
    replace_once(bank, "#leave-alone ", "#leave-alone-no-more ")
    replace_once(lesson, ITEM, f"{ITEM}-no-more")
    found = run("check", "--root", root)
    replace_once(bank, "#leave-alone-no-more ", "#leave-alone-no-more aliases=leave-alone ")
    mended = run("check", "--root", root)

    assert "V701" in found.stdout
    assert "Write `#leave-alone-no-more aliases=leave-alone`" in found.stdout
    assert (mended.exit_code, mended.stderr) == (0, "no findings\n")


def test_what_was_never_published_is_only_renamed(tmp_path: Path) -> None:
    """No alias is left behind where nobody knows the old name."""
    root = copy_course(tmp_path)
    result = run("rename", "item", ITEM, "stay", "--root", root)

    assert "{ #stay objective=" in (root / "quizzes/resolved.md").read_text("utf-8")
    assert "never published" in result.stderr


def test_carriage_returns_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    """A bank that Windows wrote is still one after a rename."""
    root = published_course(tmp_path)
    path = root / "quizzes/resolved.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    rename(root, "item", ITEM, "stay")

    assert path.read_bytes() == before.replace(b"#leave-alone", b"#stay aliases=leave-alone")


def test_a_trial_changes_nothing(course: Path) -> None:
    """`--dry-run` shows the difference of every file."""
    before = sources(course)
    result = run("rename", "item", ITEM, "stay", "--root", course, "--dry-run")

    assert sources(course) == before
    assert "+::: check resolved/stay" in result.stdout
    assert "Nothing was changed." in result.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("item", "resolved/leave-alon", "x"), "there is no such item of `resolved`. Did you mean"),
        (("item", "leave-alone", "x"), "write an item with its bank"),
        (("item", ITEM, "two-es"), "this name is taken by quizzes/resolved.md:"),
        (("item", ITEM, "Leave"), "must be small letters"),
        (("item", ITEM, "leave-alone"), "that is its name already"),
        (("item", ITEM, "final/x"), "an item stays in its bank"),
        (("item", "resolve/x", "y"), "there is no such bank. Did you mean `resolved`?"),
        (("objective", "m04.o1", "order"), "an id such as `m04.o2`"),
        (("module", "m99", "m98"), "there is no such module"),
    ],
)
def test_what_cannot_be_renamed_is_said(
    course: Path, words: tuple[str, ...], sentence: str
) -> None:
    """One sentence, with what was probably meant; nothing is written."""
    before = sources(course)
    result = run("rename", *words, "--root", course)

    assert isinstance(result.exception, CoursewrightError)
    assert sentence in str(result.exception)
    assert sources(course) == before


def test_a_retired_name_is_refused_with_the_finding(course: Path) -> None:
    """A name whose records exist is never given to another item."""
    bank = course / "quizzes/resolved.md"
    written = bank.read_text("utf-8")
    replace_once(bank, "kind: practice\n", "kind: practice\nretire: [gone]\n")
    result = run("rename", "item", ITEM, "gone", "--root", course)
    bank.write_text(written, "utf-8")

    assert result.exit_code == 1
    assert "V706" in result.stderr
    assert "Nothing was changed: the course would have errors." in result.stderr
