"""`course review approve` writes two values, and leaves every other byte alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import copy_course, run

from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

BANK = "quizzes/letters.md"
HEADING = "## Stem { #one objective=m01.o1 }\n"
DAY = "2026-03-14"


def a_bank(root: Path, heading: str, front: str = "", end: str = "\n") -> Path:
    """Write a bank of one item with this heading."""
    path = root / "quizzes" / "extra.md"
    text = f"---\nid: extra\ntitle: Extra\nkind: practice\n{front}---\n\n{heading}"
    text += "\n- [x] Yes\n    > So it is.\n- [ ] No\n    > So it is not.\n"
    path.write_bytes(text.replace("\n", end).encode("utf-8"))
    return path


def approve(root: Path, *names: str, by: str = "Ann Example", more: tuple[str, ...] = ()) -> Result:
    """Approve on a fixed day."""
    words = ("review", "approve", *names, "--by", by, "--on", DAY, *more)
    return run(*words, "--root", root)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (
            "## Stem { #one objective=m01.o1 }",
            '## Stem { #one objective=m01.o1 status=active reviewed="Ann Example, 2026-03-14" }',
        ),
        ("## Stem {#one}", '## Stem {#one status=active reviewed="Ann Example, 2026-03-14"}'),
        (
            '## Stem { #one status="draft" case=shop }  ',
            '## Stem { #one status=active case=shop reviewed="Ann Example, 2026-03-14" }  ',
        ),
        (
            "## Say status=draft { reviewed='Bo, 2020-01-01' #one status=reviewed }",
            '## Say status=draft { reviewed="Ann Example, 2026-03-14" #one status=active }',
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_heading_gets_two_values(tmp_path: Path, heading: str, expected: str, end: str) -> None:
    """New ones at the end, present ones in their place; line ends stay."""
    root = copy_course(tmp_path)
    path = a_bank(root, f"{heading}\n", end=end)
    before = path.read_bytes()
    result = approve(root, "extra/one")

    assert result.exit_code == 0, result.output
    assert path.read_bytes() == before.replace(heading.encode(), expected.encode())
    [bank] = [each for each in load_course(root).course.quizzes if each.id == "extra"]  # type: ignore[union-attr] - it has no errors
    assert (bank.items[0].status, bank.items[0].reviews[0].name) == ("active", "Ann Example")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", 'status: active\nreviewed: "Ann Example, 2026-03-14"\n'),
        ("status: draft\n", 'status: active\nreviewed: "Ann Example, 2026-03-14"\n'),
        (
            "reviewed: 'Bo, 2020-01-01'  # once\nstatus:\n",
            "reviewed: 'Ann Example, 2026-03-14'  # once\nstatus: active\n",
        ),
    ],
)
def test_a_bank_gets_two_keys(tmp_path: Path, front: str, expected: str) -> None:
    """Front matter keeps its order, quotes and remarks."""
    root = copy_course(tmp_path)
    path = a_bank(root, HEADING, front)
    before = path.read_text("utf-8")
    result = approve(root, "extra")

    assert result.exit_code == 0, result.output
    assert path.read_text("utf-8") == before.replace(
        f"kind: practice\n{front}", f"kind: practice\n{expected}"
    )


def test_an_item_of_its_own_mind_is_not_approved_with_its_bank(tmp_path: Path) -> None:
    """A draft stays a draft when the rest of its bank is approved."""
    root = copy_course(tmp_path)
    a_bank(root, HEADING.replace(" }", " status=draft }"))
    with (root / "quizzes/extra.md").open("a", encoding="utf-8") as file:
        file.write(
            "\n## Another stem { #two objective=m01.o1 }\n\n- [x] A\n    > Yes it is.\n"
            "- [ ] B\n    > No it is not.\n"
        )
    result = approve(root, "extra")
    kept = json.loads((root / "quizzes/.reviews.json").read_text("utf-8"))

    assert result.exit_code == 0, result.output
    assert "1 text: active" in result.stderr
    assert set(kept["approvals"]) == {"extra", "extra/two"}


def test_a_second_name_is_added_while_the_text_is_the_same(tmp_path: Path) -> None:
    """After an edit only the new name stands for the new text."""
    root = copy_course(tmp_path)
    path = a_bank(root, HEADING)
    approve(root, "extra/one")
    approve(root, "extra/one", by="Bo Sample")
    assert 'reviewed="Ann Example, 2026-03-14; Bo Sample, 2026-03-14"' in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("So it is.", "So it is now."), "utf-8")
    approve(root, "extra/one", by="Cy Third")

    assert 'reviewed="Cy Third, 2026-03-14"' in path.read_text("utf-8")


def test_a_lesson_is_approved(tmp_path: Path) -> None:
    """Status `reviewed` where nothing is drawn."""
    root = copy_course(tmp_path)
    [lesson] = load_course(root).course.modules[0].lessons[:1]  # type: ignore[union-attr] - it has no errors
    before = (root / lesson.page.path).read_text("utf-8")
    result = approve(root, f"lesson:{lesson.id}", more=("--status", "reviewed"))
    after = (root / lesson.page.path).read_text("utf-8")

    assert result.exit_code == 0, result.output
    assert after.replace('status: reviewed\nreviewed: "Ann Example, 2026-03-14"\n', "") == before


def test_a_trial_changes_nothing(tmp_path: Path) -> None:
    """`--dry-run` shows the difference."""
    root = copy_course(tmp_path)
    path = a_bank(root, HEADING)
    before = path.read_bytes()
    result = approve(root, "extra/one", more=("--dry-run",))

    assert "status=active" in result.stdout
    assert path.read_bytes() == before
    assert not (root / "quizzes/.reviews.json").exists()


@pytest.mark.parametrize(
    ("names", "by", "said"),
    [
        (("extra/on",), "Ann", "Did you mean `extra/one`?"),
        (("lesson:nothing",), "Ann", "there is no such item, bank or lesson"),
        (("extra/one",), "Ann, PhD", "cannot be written as a name"),
        (("extra/one",), 'Ann "A" Example', "cannot be written as a name"),
        (("extra/one",), "}", "cannot be written as a name"),
    ],
)
def test_what_cannot_be_approved(
    tmp_path: Path, names: tuple[str, ...], by: str, said: str
) -> None:
    """One sentence says why; no file changes."""
    root = copy_course(tmp_path)
    path = a_bank(root, HEADING)
    before = path.read_bytes()
    result = approve(root, *names, by=by)

    assert result.exit_code != 0
    assert said in str(result.exception)
    assert path.read_bytes() == before


def test_a_record_bank_that_would_be_too_small_is_refused(tmp_path: Path) -> None:
    """`reviewed` takes an item out of a record bank; a draw that it cannot fill is an error."""
    root = copy_course(tmp_path)
    final = root / "quizzes/final.md"
    final.write_text(final.read_text("utf-8").replace("kind: record\n", "kind: record\ndraw: 2\n"))
    before = final.read_bytes()
    result = approve(root, "final/first", more=("--status", "reviewed"))

    assert result.exit_code == 1
    assert "Q163" in result.stderr
    assert final.read_bytes() == before
