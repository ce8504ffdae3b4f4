from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import attempt, copy_course, run

from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course in a folder of its own."""
    return copy_course(tmp_path)


def test_list_shows_every_item_with_its_origin(root: Path) -> None:
    """Authored and generated items stand in one list, on standard output."""
    done = run("quiz", "list", "--root", root)
    lines = [line.split() for line in done.stdout.splitlines()]

    assert done.exit_code == 0
    assert lines[0] == ["id", "interaction", "objective", "origin", "hash"]
    assert ["letters/hear", "choice", "m01.o1", "authored"] in [line[:4] for line in lines]
    assert ["letters/four~order~1", "sequencing", "m01.o1", "four"] in [line[:4] for line in lines]


@pytest.mark.parametrize(("origin", "count"), [("authored", 3), ("generated", 6)])
def test_list_filters_by_origin(root: Path, origin: str, count: int) -> None:
    """`--origin` keeps one kind; `--json` gives the same rows to programs."""
    rows = json.loads(run("quiz", "list", "--root", root, "--json", "--origin", origin).stdout)

    assert len(rows) == count
    assert all((row["origin"] == "authored") == (origin == "authored") for row in rows)


def test_freeze_moves_generated_items_into_the_bank(root: Path) -> None:
    """The bank then holds them as source that reads back, and they are not generated again."""
    done = run("quiz", "freeze", "four", "--root", root)
    rows = json.loads(run("quiz", "list", "--root", root, "--json").stdout)
    by_id = {row["id"]: row for row in rows}

    assert done.exit_code == 0, done.output
    assert not load_course(root).findings.has_errors
    assert by_id["letters/four-order-1"]["origin"] == "authored"
    assert not [row for row in rows if row["origin"] != "authored"]


def test_freeze_takes_single_items(root: Path) -> None:
    """One item can be frozen alone; the others stay generated."""
    run("quiz", "freeze", "four~match~1", "--root", root)
    rows = json.loads(run("quiz", "list", "--root", root, "--json").stdout)
    ids = {row["id"] for row in rows}

    assert {"letters/four-match-1", "letters/four~order~1"} <= ids
    assert "letters/four~match~1" not in ids


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nothing"], "nothing is generated from nothing"),
        (["four", "--bank", "final"], "final is a record bank"),
        (["four", "--bank", "gone"], "there is no bank gone"),
    ],
)
def test_freeze_refuses_what_it_cannot_do(root: Path, words: list[str], message: str) -> None:
    """Wrong ids and record banks are usage errors, and no file changes."""
    before = (root / "quizzes" / "letters.md").read_bytes()
    done = run("quiz", "freeze", *words, "--root", root)

    assert done.exit_code == 2
    assert message in done.stderr
    assert (root / "quizzes" / "letters.md").read_bytes() == before


def test_archive_keeps_every_present_version(root: Path) -> None:
    """Each quiz gets its bank in the archive, and the record bank its secret."""
    done = run("quiz", "archive", "--root", root)
    loaded = load_course(root)

    assert done.exit_code == 0, done.output
    assert "final: a secret for its option ids was made" in done.stderr
    for pool in loaded.pools:
        path = root / "quizzes" / ".archive" / pool.quiz.id / f"{pool.version}.json"
        assert json.loads(path.read_bytes())["version"] == pool.version
    assert len(loaded.published.quizzes["final"].salt) == 32
    assert not loaded.findings.has_errors


def test_archiving_again_changes_nothing(root: Path) -> None:
    """The second archive of an unchanged course writes no byte."""
    run("quiz", "archive", "--root", root)
    before = {path: path.read_bytes() for path in root.rglob("*.json")}
    done = run("quiz", "archive", "--root", root)

    assert "archived already" in done.stderr
    assert {path: path.read_bytes() for path in root.rglob("*.json")} == before


def test_a_dry_run_writes_nothing(root: Path) -> None:
    """`--dry-run` names the versions, the same ones each time, and leaves the folder as it was."""
    done = run("quiz", "archive", "--root", root, "--dry-run")
    again = run("quiz", "archive", "--root", root, "--dry-run")

    assert "letters: version" in done.stderr
    assert again.stderr == done.stderr
    assert list(root.rglob("*.json")) == []


def test_an_archived_bank_never_changes_its_key(root: Path) -> None:
    """If a bank of this version has another key, archiving stops and names the items."""
    run("quiz", "archive", "--root", root)
    (path,) = (root / "quizzes" / ".archive" / "final").iterdir()
    bank = json.loads(path.read_bytes())
    bank["items"]["final/word"]["key"]["blanks"][0]["accepted"] = ["changed"]
    path.write_text(json.dumps(bank), encoding="utf-8")
    done = run("quiz", "archive", "--root", root)

    assert "final/word" in str(done.exception)
    assert json.loads(path.read_bytes()) == bank


def test_a_lost_archive_is_restored(root: Path) -> None:
    """A deleted bank of a present version is written again, and the command says so."""
    run("quiz", "archive", "--root", root)
    (path,) = (root / "quizzes" / ".archive" / "final").iterdir()
    before = path.read_bytes()
    path.unlink()
    done = run("quiz", "archive", "--root", root)

    assert "restored" in done.stderr
    assert path.read_bytes() == before


def test_archived_versions_stay_gradable_after_an_edit(root: Path) -> None:
    """A record of the old version is graded from the archive once the bank has moved on."""
    run("quiz", "archive", "--root", root)
    old = attempt(root)
    bank = root / "quizzes" / "final.md"
    bank.write_text(
        bank.read_text(encoding="utf-8").replace("Which letter", "What letter"), encoding="utf-8"
    )
    file = root.parent / "old.json"
    file.write_text(json.dumps(old), encoding="utf-8")
    done = run("records", "import", file, "--root", root, "--json")

    assert attempt(root)["quiz_version"] != old["quiz_version"]
    assert json.loads(done.stdout)["files"][0]["records"][0]["score"] == "1.0000"
