from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import attempt, copy_course, run, write_json
from tests.records.ledger.conftest import postgres

if TYPE_CHECKING:
    from pathlib import Path

    from tests.records.ledger.postgres import Server

__all__ = ["postgres"]  # a fixture
SOUND = (
    "Sound: every file has its hash, and every signature, personal link, grade and row comes out "
    "the same again."
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course in a folder of its own, with two attempts in its ledger."""
    root = copy_course(tmp_path)
    file = write_json(tmp_path / "anna.json", [attempt(root), attempt(root, 2, "letters")])
    assert run("records", "import", file, "--root", root).exit_code == 0
    return root


def change(root: Path, statement: str) -> None:
    """Change the database as somebody with a tool for SQLite would."""
    with sqlite3.connect(root / "records" / "ledger.sqlite") as db:
        db.execute(statement)
    db.close()


def test_verify_without_files_proves_the_ledger(root: Path) -> None:
    """A sound ledger is called so, with what was looked at, and exits with 0."""
    done = run("records", "verify", "--root", root)

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{root / 'records' / 'ledger.sqlite'}: 1 file, 2 attempts, 2 banks",
        SOUND,
    ]


def test_verify_names_what_is_wrong(root: Path) -> None:
    """A grade that was changed in the database exits with 1, for people and as JSON."""
    change(root, "UPDATE attempts SET score = '1/7' WHERE quiz = 'final'")
    done = run("records", "verify", "--root", root)
    as_json = run("records", "verify", "--root", root, "--json")
    value = json.loads(as_json.stdout)

    assert (done.exit_code, as_json.exit_code) == (1, 1)
    assert "  wrong: attempts: score of 00000001-0000-4000-8000-000000000000 is not" in done.stdout
    assert done.stdout.endswith("Not sound: 1 thing wrong\n")
    assert (value["is_clean"], value["notes"], len(value["problems"])) == (False, [], 1)
    assert value["counts"]["attempts"] == 2


def test_verify_with_files_keeps_nothing(root: Path, tmp_path: Path) -> None:
    """With FILES it says whether they can be graded, and changes nothing."""
    file = write_json(tmp_path / "ben.json", attempt(root, 3))
    done = run("records", "verify", file, "--root", root)

    assert f"{file}: 1 accepted" in done.stdout
    assert "2 attempts" in run("records", "verify", "--root", root).stdout


def test_verify_makes_no_ledger(tmp_path: Path) -> None:
    """Where there is none, that is said, and none is begun."""
    root = copy_course(tmp_path)
    done = run("records", "verify", "--root", root)

    assert done.exception is not None
    assert "there is no ledger" in str(done.exception)
    assert not (root / "records").exists()


def test_rebuild_repairs_a_changed_database(root: Path) -> None:
    """What was changed is made from the kept files again; the old database is kept and named."""
    change(root, "UPDATE attempts SET score = '1/7'")
    done = run("records", "rebuild", "--root", root)
    (before,) = (root / "records").glob("ledger.sqlite.before-*")

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "Made anew from 1 file: 2 attempts, 0 in quarantine",
        f"The database from before: {before}",
    ]
    assert run("records", "verify", "--root", root).exit_code == 0


def test_rebuild_makes_a_deleted_database_anew(root: Path) -> None:
    """Other commands name the cure, and afterwards they work again."""
    expected = run("records", "list", "--root", root).stdout
    for path in (root / "records").glob("ledger.sqlite*"):
        path.unlink()
    stopped = run("records", "list", "--root", root)
    done = run("records", "rebuild", "--root", root, "--json")

    assert "course records rebuild" in str(stopped.exception)
    assert json.loads(done.stdout) == {
        "files": 1,
        "attempts": 2,
        "quarantine": 0,
        "before": None,
        "notes": [],
    }
    assert run("records", "list", "--root", root).stdout == expected


def test_rebuild_exits_with_1_when_something_was_left_out(root: Path) -> None:
    """A kept file that was changed stops it; with the option it is left out and named."""
    (raw,) = (path for path in (root / "records" / "raw").rglob("*.json") if path.stem.isalnum())
    raw.write_bytes(b"[]")
    stopped = run("records", "rebuild", "--root", root)
    done = run("records", "rebuild", "--root", root, "--despite-losses")

    assert "--despite-losses" in str(stopped.exception)
    assert done.exit_code == 1
    assert f"  the kept file {raw.stem} was changed and is left out" in done.stdout


def test_the_ledger_may_be_a_postgresql_database(
    root: Path,
    tmp_path: Path,
    postgres: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By --ledger or COURSE_LEDGER, every command works on it as on a folder."""
    url = postgres.fresh_url()
    ours = run("records", "list", "--root", root).stdout
    imported = run("records", "import", tmp_path / "anna.json", "--root", root, "--ledger", url)
    monkeypatch.setenv("COURSE_LEDGER", url)
    listed = run("records", "list", "--root", root)
    verified = run("records", "verify", "--root", root)
    file = run("records", "verify", tmp_path / "anna.json", "--root", root)
    rebuilt = run("records", "rebuild", "--root", root)
    report = run("report", "--root", root, "--out", tmp_path / "reports")

    assert "2 accepted" in imported.stdout
    assert listed.stdout == ours
    assert verified.stdout.startswith("postgresql:///postgres: 1 file, 2 attempts, 2 banks\n")
    assert "2 accepted" in file.stdout
    assert rebuilt.stdout == "Made anew from 1 file: 2 attempts, 0 in quarantine\n"
    assert report.exit_code == 0


def test_a_folder_moves_into_an_empty_database(root: Path, postgres: Server) -> None:
    """With the receipts it had; a second time it is refused, since the ledger is not empty."""
    url = postgres.fresh_url()
    words = ("records", "rebuild", "--root", root, "--from", root / "records")
    done = run(*words, "--ledger", url)
    ours, theirs = (
        json.loads(run("records", "list", "--root", root, "--ledger", each, "--json").stdout)
        for each in (root / "records", url)
    )

    assert done.stdout == "Made anew from 1 file: 2 attempts, 0 in quarantine\n"
    assert theirs == ours
    assert "is not empty" in str(run(*words, "--ledger", url).exception)
    assert "by copying it" in str(run(*words).exception)


@pytest.mark.parametrize("url", ["mysql://hr:hunter2@host/db", "postgresql://hr:hunter2@h:x/db"])
def test_urls_of_something_else_are_refused(root: Path, url: str) -> None:
    """In one sentence, which does not hold the password."""
    done = run("records", "list", "--root", root, "--ledger", url)

    assert "postgresql://" in str(done.exception)
    assert "hunter2" not in str(done.exception) + done.output


def test_a_file_is_no_ledger(root: Path, tmp_path: Path) -> None:
    """Who names the database file itself hears what to name instead."""
    done = run("records", "list", "--root", root, "--ledger", tmp_path / "anna.json")

    assert done.exit_code == 2
    assert "the ledger is a folder or a URL" in done.stderr
