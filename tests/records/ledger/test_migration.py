"""Ledgers of earlier versions, and the tables of both databases."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy
from tests.records.ledger.content import contents, dump, open_ledger, rows
from tests.records.samples import NOW, as_file, authority, record

from coursewright.diagnostics import CoursewrightError
from coursewright.records.ledger import Ledger, tables
from coursewright.records.ledger.remaking import rebuild_ledger
from coursewright.records.ledger.schema import PRESENT_VERSION

if TYPE_CHECKING:
    from tests.records.ledger.postgres import Server

FIRST = Path(__file__).parent / "v1"
"""A ledger that the first version of the program wrote, as SQL, with its files."""
OLD_TABLES = (
    "files",
    "attempts",
    "item_results",
    "objective_results",
    "quarantine",
    "declared_names",
    "rejections",
)


def first_version(folder: Path) -> Path:
    """Return a ledger folder as version 1 left it."""
    shutil.copytree(FIRST, folder, ignore=shutil.ignore_patterns("ledger.sql", ".gitattributes"))
    with sqlite3.connect(folder / "ledger.sqlite") as db:
        db.executescript((FIRST / "ledger.sql").read_text(encoding="utf-8"))
    db.close()
    return folder


def old_rows(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Return the columns that version 1 had, of every row."""
    with sqlite3.connect(folder / "ledger.sqlite") as db:
        db.row_factory = sqlite3.Row
        found = {
            table: [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]  # noqa: S608
            for table in OLD_TABLES
        }
    db.close()
    return found


def test_nothing_of_a_first_ledger_is_lost(tmp_path: Path) -> None:
    """Every row of version 1 is there afterwards, with every value it had."""
    folder = first_version(tmp_path / "ledger")
    before = old_rows(folder)
    open_ledger(folder).close()
    after = old_rows(folder)

    assert {table: len(each) for table, each in before.items()} == {
        "files": 11,
        "attempts": 9,
        "item_results": 27,
        "objective_results": 9,
        "quarantine": 4,
        "declared_names": 13,
        "rejections": 4,
    }
    for table, each in before.items():
        # One run had imported two files with the same record; which one is named is settled now.
        for row, old in zip(after[table], each, strict=True):
            assert {name: row[name] for name in old if name != "file"} == {
                name: value for name, value in old.items() if name != "file"
            }


def test_a_migrated_ledger_is_sound_and_can_be_rebuilt(tmp_path: Path) -> None:
    """What version 1 kept in its database alone is kept beside it now, so that nothing differs."""
    folder = first_version(tmp_path / "ledger")
    with open_ledger(folder) as ledger:
        audit, before, report = ledger.audit(), dump(ledger), contents(ledger)
    (folder / "ledger.sqlite").unlink()
    rebuild_ledger(folder, authority())
    with open_ledger(folder) as ledger:
        assert dump(ledger) == before
        assert contents(ledger) == report

    assert audit.problems == ()


def test_a_file_that_was_not_kept_is_kept_when_it_comes_again(tmp_path: Path) -> None:
    """Version 1 kept no file without news; the second time it is, under its first receipt."""
    folder = first_version(tmp_path / "ledger")
    unkept = "SELECT name, received FROM files WHERE is_kept = 0 ORDER BY name"
    with open_ledger(folder) as ledger:
        before = rows(ledger, unkept)
        (verdict,) = ledger.import_file("again.json", as_file(record(1)), NOW + timedelta(days=30))
        after = rows(ledger, unkept)
        received = rows(ledger, "SELECT received FROM files WHERE name = 'a.json'")
        assert ledger.audit().problems == ()

    assert verdict.status == "duplicate"
    assert [name for name, _ in before] == ["a.json", "f.json", "only duplicates.json"]
    assert [name for name, _ in after] == ["f.json", "only duplicates.json"]
    assert received == [(before[0][1],)]


def test_a_migration_that_breaks_off_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new tables come in one transaction; the next opening begins it again."""
    folder = first_version(tmp_path / "ledger")
    before = old_rows(folder)

    def stop(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("coursewright.records.ledger.migration_2.write_once", stop)
        with pytest.raises(CoursewrightError, match="disk is full"):
            open_ledger(folder)

    assert old_rows(folder) == before
    with open_ledger(folder) as ledger:
        assert len(ledger.attempts()) == 9


def test_the_database_is_durable_and_versioned(tmp_path: Path) -> None:
    """WAL with full synchronisation, and a version that a migration can start from."""
    with open_ledger(tmp_path) as ledger:
        values = [
            rows(ledger, f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "synchronous", "user_version", "foreign_keys")
        ]

    assert values == ["wal", 2, PRESENT_VERSION, 1]


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    """A program never writes into a ledger whose tables it does not know, nor rebuilds it."""
    open_ledger(tmp_path).close()
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(CoursewrightError, match="update it"):
        open_ledger(tmp_path)
    with pytest.raises(CoursewrightError, match="update it"):
        rebuild_ledger(tmp_path, authority())


def test_a_newer_ledger_on_postgresql_is_refused(postgres: Server) -> None:
    """The version stands in a table of its own there."""
    location = postgres.fresh_url()
    with open_ledger(location) as ledger, ledger._database.write() as db:
        db.exec_driver_sql("UPDATE ledger_version SET version = 99")

    with pytest.raises(CoursewrightError, match="update it"):
        open_ledger(location)


def test_both_databases_have_the_tables_that_queries_expect(location: Path | str) -> None:
    """The SQL that makes the tables and their description for queries agree, column by column."""
    with open_ledger(location) as ledger:
        inspected = sqlalchemy.inspect(ledger._database.engine)
        only_postgres = set() if ledger._database.is_postgres else {"raw_files", "banks"}
        there = set(inspected.get_table_names()) - {"ledger_version"}
        found = {name: table_of(inspected, name) for name in there}

    assert found == {
        name: (
            {column.name for column in table.primary_key.columns},
            {(column.name, column.nullable) for column in table.columns if not column.primary_key},
        )
        for name, table in tables.METADATA.tables.items()
        if name not in only_postgres
    }


def table_of(inspected: Any, name: str) -> tuple[set[str], set[tuple[str, bool]]]:
    """Return the key columns of a table, and the others with whether they may be NULL."""
    keys = set(inspected.get_pk_constraint(name)["constrained_columns"])
    columns = inspected.get_columns(name)
    return keys, {(each["name"], each["nullable"]) for each in columns if each["name"] not in keys}


def test_two_programs_may_open_a_new_ledger_at_once(location: Path | str) -> None:
    """Whoever comes second finds the tables made, whichever database it is."""
    with Ledger(location, authority()) as first, Ledger(location, authority()) as second:
        first.import_file("a.json", as_file(record(1)), NOW)
        second.import_file("b.json", as_file(record(2)), NOW)

        assert len(first.attempts()) == 2
