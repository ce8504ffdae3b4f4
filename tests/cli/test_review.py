"""`course review`: what is due, sheets, comments and their way through the checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import copy_course, run, write_json

from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TABLE = "item,comment,by,date\nfinal/first,Which R is meant?,Ann Example,2026-03-14\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course of which the final is not reviewed yet."""
    return copy_course(tmp_path)


def review(root: Path, *words: object) -> Result:
    """Run `course review` there."""
    command, *rest = words or ("",)
    return (
        run("review", command, *rest, "--root", root) if command else run("review", "--root", root)
    )


def imported(root: Path, table: str = TABLE) -> Result:
    """Import a typed table."""
    path = root / "comments.csv"
    path.write_text(table, "utf-8")
    return review(root, "import", path)


def test_what_is_due_is_listed(root: Path) -> None:
    """Each item of the record bank waits, because nobody has said anything about it."""
    result = review(root)
    rows = json.loads(run("review", "--json", "--root", root).stdout)

    assert "quizzes/final.md:7: final/first: no status" in result.stdout
    assert result.stderr == f"{len(rows)} texts wait for somebody.\n"
    assert rows[0]["target"] == "final/first"
    assert rows[0]["reasons"] == ["no status"]


def test_the_folder_may_be_named_before_or_after(root: Path) -> None:
    """Nobody's comments go to the course in the current folder by mistake."""
    path = root / "sheet.html"
    before = run("review", "--root", root, "sheet", "final", "-o", path)

    assert before.exit_code == 0, before.output
    assert "final/first" in path.read_text("utf-8")


def test_nothing_is_due_after_an_approval(root: Path) -> None:
    """The whole bank at once; the check is content as well."""
    assert "R107" in run("check", "--root", root).stdout
    assert review(root, "approve", "final", "--by", "Ann Example").exit_code == 0
    assert review(root).stderr == "Nothing is due for review.\n"
    assert "R1" not in run("check", "--root", root).stdout


@pytest.mark.parametrize(
    ("name", "start"), [("sheet.html", b"<!doctype html>"), ("sheet.docx", b"PK")]
)
def test_the_name_of_the_file_chooses_its_kind(root: Path, name: str, start: bytes) -> None:
    """Also where `--format` is not given."""
    path = root / name
    result = review(root, "sheet", "final", "-o", path)

    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(start)
    assert "keys included" in result.stderr


def test_a_comment_is_a_finding_until_it_is_settled(root: Path) -> None:
    """At the item's place, with the command that settles it; the site does not hold it."""
    first = imported(root)
    again = imported(root)
    shown = run("check", "--root", root).stdout
    name = first.stdout.split()[0]

    assert first.stderr == "1 new comment.\n"
    assert again.stderr == "0 new comments, 1 known already.\n"
    assert "quizzes/final.md:7:1: R108 warning: `final/first`: Ann Example says:" in shown
    assert f"course review resolve {name} --note" in shown
    refused = review(root, "approve", "final/first", "--by", "Ann Example")
    assert refused.exit_code == 1
    assert f"open comment of Ann Example ({name})" in refused.stderr
    settled = review(root, "resolve", name, "--note", "The first one.")
    assert settled.stderr == f"{name}: settled. 0 comments left.\n"
    assert "R108" not in run("check", "--root", root).stdout


def test_comments_never_reach_the_site(root: Path) -> None:
    """They name experts and may give the key away."""
    imported(root)
    assert run("build", "--root", root).exit_code == 0
    files = [path for path in (root / "site").rglob("*") if path.is_file()]

    assert files
    assert [path for path in files if b"Which R is meant" in path.read_bytes()] == []
    assert [path for path in files if "reviews" in path.name] == []


def test_fine_items_are_offered_for_approval(root: Path) -> None:
    """The line can be copied as it stands."""
    row = {"target": "final/first", "digest": "", "verdict": "fine as it is", "comment": ""}
    value = {"schema": "coursewright/review-sheet/1", "sheet": "final", "by": "Ann Example"}
    path = write_json(root / "saved.json", value | {"on": "2026-03-14", "remarks": [row]})
    result = review(root, "import", path)

    assert 'course review approve final/first --by "Ann Example"' in result.stderr
    assert not (root / "quizzes/.reviews.json").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "c.csv",
            "item,comment,by,date\nother/one,Hm,Ann,2026-03-14\n",
            "other/one is not in this",
        ),
        ("c.html", "<!doctype html>", "is the sheet itself"),
        ("c.pdf", "%PDF", "expected a Word sheet"),
    ],
)
def test_a_wrong_file_is_refused(root: Path, name: str, text: str, said: str) -> None:
    """Nothing is imported, and the reason is said."""
    (root / name).write_text(text, "utf-8")
    result = review(root, "import", root / name)

    assert said in str(result.exception)
    assert not (root / "quizzes/.reviews.json").exists()


def test_nobody_reviews_tomorrow(root: Path) -> None:
    """A day that is to come is a slip of the hand."""
    result = review(root, "approve", "final/first", "--by", "Ann", "--on", "2999-01-01")

    assert result.exit_code == 2
    assert "still to come" in result.stderr


def test_a_frozen_item_is_a_draft_where_reviews_count(root: Path) -> None:
    """In a bank that says what is reviewed, a new item must not pass for reviewed."""
    bank = root / "quizzes/letters.md"
    front = "kind: practice\n"
    assert front in bank.read_text("utf-8")
    stated = f'{front}status: active\nreviewed: "Ann Example, 2026-03-14"\n'
    bank.write_text(bank.read_text("utf-8").replace(front, stated, 1), "utf-8")
    generated = json.loads(
        run("quiz", "list", "--json", "--origin", "generated", "--root", root).stdout
    )
    result = run("quiz", "freeze", generated[0]["id"].partition("/")[2], "--root", root)

    assert "1 item added as drafts" in result.stderr
    assert "status=draft" in bank.read_text("utf-8")


def test_a_damaged_file_of_comments_stops_the_build_and_not_the_grading(root: Path) -> None:
    """A merge conflict in what experts said must not keep HR's records waiting."""
    imported(root)
    path = root / "quizzes/.reviews.json"
    path.write_text("<<<<<<< HEAD\n" + path.read_text("utf-8"), "utf-8")
    loaded = load_course(root)
    result = run("build", "--root", root)

    assert "quizzes/.reviews.json:1:1: R103 error: Cannot be read" in result.stderr
    assert result.exit_code == 1
    assert review(root, "resolve", "c-00000000", "--note", "x").exit_code == 1
    assert path.read_text("utf-8").startswith("<<<<<<< HEAD")
    assert {pool.quiz.id for pool in loaded.pools} == {"letters", "final"}
