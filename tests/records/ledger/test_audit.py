"""The audit finds whatever was changed behind the ledger's back, and nothing in a sound one."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.records.crafting import chain, device, enrolled, public_key, ring
from tests.records.ledger.content import (
    OTHER_VERSION,
    TWICE,
    both_banks,
    open_ledger,
    open_with_keys,
    rows,
)
from tests.records.samples import NOW, as_file, authority, bank, banks, record

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.ledger import Ledger, StoredStatement
from coursewright.records.people import Person

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "a.json": as_file(record(41), record(42, responses=TWICE)),
    "b.json": canonical_json(chain({}, {}, by=device(1))),
    "c.json": as_file(record(11, quiz_version=OTHER_VERSION), record(12), record(12, seq=2)),
    "page.html": b"<html>",
}
CHAIN_FIRST = chain({}, by=device(1))[0]["attempt"]


def fill(location: Path | str) -> None:
    """Make a ledger in which every table has a row."""
    with open_with_keys(location) as ledger:
        for name, raw in FILES.items():
            ledger.import_file(name, raw, NOW)
        ledger.upsert_people([Person("p-1", "007", "Zoë Ek")], NOW)
        ledger.store_statements([statement("1")])


def statement(mark: str) -> StoredStatement:
    """Return a statement that differs by its mark."""
    return StoredStatement(
        id=f"{mark * 8}-0000-4000-8000-000000000000",
        digest=mark * 64,
        stored=NOW,
        timestamp=NOW,
        verb="http://adlnet.gov/expapi/verbs/passed",
        activity="https://example.org/course/final",
        agent="account",
        registration=None,
        statement=canonical_json({"id": mark}),
    )


def change(folder: Path, *statements: str) -> None:
    """Change the database as somebody with a tool for SQLite would."""
    with sqlite3.connect(folder / "ledger.sqlite") as db:
        for each in statements:
            db.execute(each)
    db.close()


def problems(folder: Path) -> str:
    """Return what the audit says is wrong."""
    with open_with_keys(folder) as ledger:
        return "\n".join(ledger.audit().problems)


def test_a_sound_ledger_is_clean_and_counted(location: Path | str) -> None:
    """Nothing is wrong with what our own commands left, and the counts say what was looked at."""
    fill(location)
    with open_with_keys(location) as ledger:
        found = ledger.audit()

    assert (found.problems, found.notes, found.is_clean) == ((), (), True)
    assert found.counts == {
        "files": 3,
        "attempts": 3,
        "signatures": 2,
        "links": 2,
        "quarantine": 3,
        "rejections": 2,
        "banks": 1,
        "people": 1,
        "statements": 1,
    }


@pytest.mark.parametrize(
    ("statement_", "said"),
    [
        ("UPDATE attempts SET score = '1/3'", "attempts: score of"),
        ("UPDATE attempts SET passed = 1 - passed", "attempts: passed of"),
        ("UPDATE attempts SET learner = 'p-somebodyelse'", "attempts: learner of"),
        ("UPDATE attempts SET flags = '[]'", "attempts: flags of"),
        ("UPDATE attempts SET received = '2026-11-01T00:00:00.000Z'", "attempts: received of"),
        ("UPDATE attempts SET record = replace(record, '9000', '9001')", "attempts: record of"),
        ("UPDATE item_results SET score = '1'", "item_results: score of"),
        ("UPDATE objective_results SET score = '1/7'", "objective_results: score of"),
        ("DELETE FROM attempts", "is missing, though it was received"),
        ("DELETE FROM quarantine", "quarantine: "),
        ("UPDATE quarantine SET reason = 'conflict'", "quarantine: reason of"),
        ("UPDATE files SET via = 'intake'", "files: via of"),
        ("UPDATE files SET received = '2026-11-01T00:00:00.000Z'", "files: received of"),
        ("UPDATE rejections SET message = ''", "rejections: message of"),
        ("INSERT INTO declared_names VALUES ('0', 'Anna')", "comes from nothing"),
        ("UPDATE people SET name = 'Somebody'", "people: name of p-1"),
        ("DELETE FROM people", "people: p-1 is missing"),
        ("UPDATE statements SET verb = 'x:y'", "statements: verb of"),
    ],
)
def test_changed_rows_are_found(tmp_path: Path, statement_: str, said: str) -> None:
    """Whatever is changed in the database does not follow from the kept files any more."""
    fill(tmp_path)
    change(tmp_path, statement_)

    assert said in problems(tmp_path)


def test_a_made_up_attempt_is_found(tmp_path: Path) -> None:
    """A row that looks right in itself still comes from nothing that was received."""
    fill(tmp_path)
    # Somebody else's ledger, genuine from end to end, and one of its rows.
    with open_with_keys(tmp_path / "other") as ledger:
        ledger.import_file("x.json", canonical_json(enrolled(50)), NOW)
    change(
        tmp_path,
        f"ATTACH '{tmp_path / 'other' / 'ledger.sqlite'}' AS other",
        "INSERT INTO files SELECT * FROM other.files",
        "INSERT INTO attempts SELECT * FROM other.attempts",
    )

    said = problems(tmp_path)
    assert "attempts: 00000032-0000-4000-8000-000000000000 comes from nothing" in said
    assert "kept files are missing" in said


def test_changed_and_missing_files_are_found(tmp_path: Path) -> None:
    """A kept file is known by its hash; one that was changed or removed is named."""
    fill(tmp_path)
    changed, missing, *_ = sorted(
        path for path in (tmp_path / "raw").rglob("*.json") if path.name.count(".") == 1
    )
    changed.write_bytes(changed.read_bytes().replace(b"9000", b"9001"))
    missing.unlink()

    said = problems(tmp_path)
    assert f"kept files were changed, their hash is another: {changed.stem}." in said
    assert f"kept files are missing: {missing.stem}." in said


def test_damaged_side_files_are_found(tmp_path: Path) -> None:
    """A receipt, a bank or the roster that was damaged stops the proof, and is named."""
    fill(tmp_path)
    for path in (
        next((tmp_path / "raw").rglob("*.receipt.json")),
        next((tmp_path / "banks").rglob("*.json")),
        tmp_path / "people.json",
    ):
        before = path.read_bytes()
        path.write_bytes(before[:-9])
        assert str(path) in problems(tmp_path)
        path.write_bytes(before)

    assert problems(tmp_path) == ""


def test_a_changed_bank_is_found(tmp_path: Path) -> None:
    """Grades are made again with the ledger's own banks: another key gives other grades."""
    fill(tmp_path)
    path = next((tmp_path / "banks").rglob("*.json"))
    value = json.loads(path.read_bytes())
    value["items"]["final/two"]["key"] = {"credits": {"a": "0", "b": "1"}}
    path.write_text(json.dumps(value))

    assert "attempts: passed, score, score_decimal of" in problems(tmp_path)


def test_a_bank_of_the_course_that_differs_is_noted(tmp_path: Path) -> None:
    """Old grades stand, and HR hears that the course would grade the same version otherwise."""
    fill(tmp_path)
    changed = bank()
    changed["items"]["final/two"]["key"] = {"credits": {"a": "0", "b": "1"}}
    with open_with_keys(tmp_path, banks(changed)) as ledger:
        found = ledger.audit()

    assert found.problems == ()
    assert [note for note in found.notes if "final" in note and "otherwise than" in note]


def test_a_revoked_key_changes_what_was_received_later(tmp_path: Path) -> None:
    """The list of keys is part of the proof: with another one, other verdicts come out."""
    fill(tmp_path)
    keys = ring(public_key(revoked=NOW - timedelta(days=1)))
    with Ledger(tmp_path, authority(None, keys)) as ledger:
        said = "\n".join(ledger.audit().problems)

    assert f"attempts: {CHAIN_FIRST}" in said
    assert "comes from nothing that was received" in said


def test_gaps_and_forks_are_noted_and_are_no_fault(location: Path | str) -> None:
    """A chain with something missing is worth a talk; the ledger is sound all the same."""
    first, second = chain({}, {}, by=device(1))
    fork = enrolled(3, device(1), seq=2, previous=digest(first))
    gap = enrolled(4, device(2), seq=2, previous="0" * 64, enrolment=second["enrolment"])
    with open_with_keys(location) as ledger:
        ledger.import_file("a.json", canonical_json([first, second, fork, gap]), NOW)
        found = ledger.audit()

    assert found.problems == ()
    assert [note.split(":")[0] for note in found.notes] == ["chain-fork", "chain-gap"]
    assert gap["attempt"] in found.notes[1]


def test_what_can_be_graded_by_now_is_noted(location: Path | str) -> None:
    """A record that waits only until the next import is no fault."""
    fill(location)
    with Ledger(location, authority(both_banks(), ring())) as ledger:
        found = ledger.audit()

    assert found.problems == ()
    assert ["can be graded by now" in note for note in found.notes] == [True]


def test_an_import_that_broke_off_is_noted(tmp_path: Path) -> None:
    """Files that were kept and never came into the database are no fault, and are named."""
    fill(tmp_path)
    raw = as_file(record(60))
    with open_ledger(tmp_path / "other") as ledger:
        ledger.import_file("x.json", raw, NOW)
    for path in (tmp_path / "other" / "raw").rglob("*.json"):
        to = tmp_path / path.relative_to(tmp_path / "other")
        to.parent.mkdir(exist_ok=True)
        to.write_bytes(path.read_bytes())
    with open_with_keys(tmp_path) as ledger:
        first = ledger.audit()
        (verdict,) = ledger.import_file("again.json", raw, datetime(2027, 1, 1, tzinfo=UTC))
        second = ledger.audit()

    assert first.problems == ()
    assert ["import broke off" in note for note in first.notes] == [True]
    assert verdict.is_counted
    assert (second.problems, second.notes) == ((), ())


def test_a_refusal_that_broke_off_keeps_its_time(tmp_path: Path) -> None:
    """A refused file that was noted without a commit was received then, also if it comes again."""
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("page.html", b"<html>", NOW)
        with ledger._database.write() as db:
            db.exec_driver_sql("DELETE FROM rejections")
        first = ledger.audit()
        ledger.import_file("again.html", b"<html>", NOW + timedelta(days=1))
        second = ledger.audit()
        log = rows(ledger, "SELECT file_name, received FROM rejections")

    assert (first.problems, ["broke off" in note for note in first.notes]) == ((), [True])
    assert (second.problems, second.notes) == ((), ())
    assert log == [("page.html", "2026-11-22T12:00:00.000Z")]


def test_an_audit_changes_nothing(tmp_path: Path) -> None:
    """Proving the ledger writes neither into it nor beside it."""
    fill(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with open_with_keys(tmp_path) as ledger:
        ledger.audit()
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    assert after == before
