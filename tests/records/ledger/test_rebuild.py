"""Making the database anew from the files beside it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from tests.records.crafting import ring
from tests.records.ledger.content import TWICE, dump, open_with_keys
from tests.records.ledger.test_audit import fill, statement
from tests.records.ledger.test_migration import first_version
from tests.records.samples import NOW, as_file, authority, record

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.ledger.remaking import move_ledger, rebuild_ledger
from coursewright.records.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from tests.records.ledger.postgres import Server

AUTHORITY = authority(None, ring())
GARBAGE = b"\xa5" * 9_000


def rows_of(location: Path | str) -> dict[str, list[Any]]:
    """Return every row of a ledger."""
    with open_with_keys(location) as ledger:
        return dump(ledger)


def test_a_rebuild_reproduces_every_row(location: Path | str) -> None:
    """Records, names, rejections, people and statements come out as they were."""
    fill(location)
    before = rows_of(location)
    result = rebuild_ledger(location, AUTHORITY)

    assert rows_of(location) == before
    assert all(before.values())
    assert (result.files, result.attempts, result.quarantine, result.notes) == (3, 3, 3, ())


def test_a_deleted_database_is_made_anew(tmp_path: Path) -> None:
    """From the kept files alone, with people and statements."""
    fill(tmp_path)
    before = rows_of(tmp_path)
    (tmp_path / "ledger.sqlite").unlink()
    with pytest.raises(CoursewrightError, match=r"is missing.*course records rebuild"):
        open_with_keys(tmp_path)
    result = rebuild_ledger(tmp_path, AUTHORITY)

    assert rows_of(tmp_path) == before
    assert result.before is None


@pytest.mark.parametrize("where", [0, 4096 * 3])
def test_a_damaged_database_is_kept_beside_the_new_one(tmp_path: Path, where: int) -> None:
    """Garbage at the beginning or in the middle: the rows come out as they were."""
    fill(tmp_path)
    before = rows_of(tmp_path)
    path = tmp_path / "ledger.sqlite"
    raw = path.read_bytes()
    path.write_bytes(raw[:where] + GARBAGE + raw[where + len(GARBAGE) :])
    result = rebuild_ledger(tmp_path, AUTHORITY)

    assert rows_of(tmp_path) == before
    assert result.before is not None
    assert GARBAGE in result.before.read_bytes()


def test_the_database_from_before_can_be_opened(tmp_path: Path) -> None:
    """A sound database is copied before it is made anew, with rows that no file explains."""
    fill(tmp_path)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        db.execute("UPDATE attempts SET learner = 'p-somebodyelse'")
    db.close()
    results = [rebuild_ledger(tmp_path, AUTHORITY) for _ in range(2)]

    befores = [each.before for each in results if each.before is not None]
    assert len(set(befores)) == 2
    with sqlite3.connect(befores[0]) as db:
        learners = set(db.execute("SELECT learner FROM attempts"))
    db.close()
    assert learners == {("p-somebodyelse",)}
    assert befores[0].stat().st_mode & 0o077 == 0


def test_readers_see_the_old_rows_until_the_new_ones_are_there(tmp_path: Path) -> None:
    """A program that has the ledger open goes on with it, before and after."""
    fill(tmp_path)
    with open_with_keys(tmp_path) as other:
        before = other.attempts()
        with other._database.read() as db:
            first = db.exec_driver_sql("SELECT COUNT(*) FROM attempts").scalar_one()
            rebuild_ledger(tmp_path, AUTHORITY)
            again = db.exec_driver_sql("SELECT COUNT(*) FROM attempts").scalar_one()
        other.import_file("later.json", as_file(record(70)), NOW)

        assert (first, again) == (3, 3)
        assert len(other.attempts()) == len(before) + 1
    assert len(rows_of(tmp_path)["attempts"]) == len(before) + 1


def test_a_program_finds_a_database_that_was_replaced(tmp_path: Path) -> None:
    """Who had a damaged database open writes into the new one, not into the one put aside."""
    fill(tmp_path)
    path = tmp_path / "ledger.sqlite"
    with open_with_keys(tmp_path) as other:
        other.attempts()
        path.unlink()
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        rebuild_ledger(tmp_path, AUTHORITY)
        other.import_file("later.json", as_file(record(70)), NOW)

    assert len(rows_of(tmp_path)["attempts"]) == 4


def test_nothing_is_lost_by_a_rebuild_without_its_files(tmp_path: Path) -> None:
    """Where kept files are missing or changed, it is refused, unless it is asked for."""
    fill(tmp_path)
    before = rows_of(tmp_path)
    changed, missing, *_ = sorted(
        path for path in (tmp_path / "raw").rglob("*.json") if path.name.count(".") == 1
    )
    missing.unlink()
    changed.write_bytes(b"[]")
    with pytest.raises(CoursewrightError, match=r"are missing.*were changed.*--despite-losses"):
        rebuild_ledger(tmp_path, AUTHORITY)
    assert rows_of(tmp_path) == before
    result = rebuild_ledger(tmp_path, AUTHORITY, despite_losses=True)

    assert result.attempts < 3
    assert result.notes == (f"the kept file {changed.stem} was changed and is left out",)


def test_files_whose_import_broke_off_are_taken_in(tmp_path: Path) -> None:
    """What was kept without a commit is a record that somebody sent."""
    fill(tmp_path)
    with open_with_keys(tmp_path / "other") as ledger:
        ledger.import_file("x.json", as_file(record(60)), NOW)
        ledger.store_statements([statement("7")])
    for name in ("raw", "statements"):
        for path in (tmp_path / "other" / name).rglob("*.json"):
            to = tmp_path / path.relative_to(tmp_path / "other")
            to.parent.mkdir(exist_ok=True)
            to.write_bytes(path.read_bytes())
    result = rebuild_ledger(tmp_path, AUTHORITY)
    after = rows_of(tmp_path)

    assert result.attempts == 4
    assert len(after["statements"]) == 2


def test_names_on_refused_files_are_not_lost(tmp_path: Path) -> None:
    """A refused record can still lend its name to the next one of its chain, as before."""
    refused = record(1, responses=TWICE)
    unnamed = record(2, declared_name=None, seq=2, previous=digest(refused))
    with open_with_keys(tmp_path) as ledger:
        ledger.import_file("a.json", as_file(refused), NOW)
        ledger.import_file("b.json", canonical_json(unnamed), NOW)
        before = [each.name for each in ledger.attempts()]
    (tmp_path / "ledger.sqlite").unlink()
    rebuild_ledger(tmp_path, AUTHORITY)
    with open_with_keys(tmp_path) as ledger:
        assert [each.name for each in ledger.attempts()] == before == ["Anna Berg"]


def test_people_without_their_file_stay(tmp_path: Path) -> None:
    """A sound database that lost people.json keeps its people; the audit names them until then."""
    fill(tmp_path)
    (tmp_path / "people.json").unlink()
    rebuild_ledger(tmp_path, AUTHORITY)
    with open_with_keys(tmp_path) as ledger:
        assert [each.name for each in ledger.people()] == ["Zoë Ek"]
        assert "people: p-1 comes from nothing" in "\n".join(ledger.audit().problems)
        ledger.upsert_people([Person("p-1", "007", "Zoë Ek")], NOW)

        assert ledger.audit().problems == ()


def test_a_folder_moves_to_postgresql_row_by_row(tmp_path: Path, postgres: Server) -> None:
    """Every row of every table is the same there, and the proof holds there too."""
    folder = first_version(tmp_path / "ledger")
    fill(folder)
    # What version 1 graded gets the flags of today, now that there are keys.
    rebuild_ledger(folder, AUTHORITY)
    url = postgres.fresh_url()
    move_ledger(folder, url, AUTHORITY)
    with open_with_keys(url) as ledger:
        assert ledger.audit().problems == ()

    assert rows_of(url) == rows_of(folder)


def test_a_folder_without_a_ledger_is_not_made_one(tmp_path: Path) -> None:
    """A mistyped folder gives a sentence and stays as it is."""
    with pytest.raises(CoursewrightError, match="there is no ledger"):
        rebuild_ledger(tmp_path / "typo", AUTHORITY)
    assert not (tmp_path / "typo").exists()
