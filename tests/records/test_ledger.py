from __future__ import annotations

import json
import sqlite3
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.samples import COURSE, NOW, VERSION, as_file, bank, banks, record

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import digest
from coursewright.records.banks import Banks
from coursewright.records.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

OTHER_VERSION = "f" * 32


def open_ledger(folder: Path, known: Banks | None = None) -> Ledger:
    """Open a ledger that knows the sample bank."""
    return Ledger(folder, COURSE, known or banks())


def contents(ledger: Ledger) -> tuple[Any, ...]:
    """Return everything reports are made from."""
    waiting = [(each.attempt, each.digest, each.reason) for each in ledger.quarantine()]
    return (ledger.attempts(), waiting)


def test_an_attempt_is_graded_again_and_kept(tmp_path: Path) -> None:
    """The ledger holds the regraded score as an exact fraction and as a decimal, per item too."""
    wrong = [
        {"item": "final/two", "response": "b", "ms": 5000},
        {"item": "final/gap", "response": ["sorry"], "ms": 5000},
        {"item": "final/mood", "response": None, "ms": 5000},
    ]
    with open_ledger(tmp_path) as ledger:
        (verdict,) = ledger.import_file("a.json", as_file(record(responses=wrong)), NOW)
        (attempt,) = ledger.attempts()

    assert (verdict.status, attempt.score, attempt.passed) == ("accepted", Fraction(1, 2), False)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        attempt_row = db.execute("SELECT score, score_decimal FROM attempts").fetchone()
        items = db.execute("SELECT item, score FROM item_results ORDER BY position").fetchall()
        objectives = db.execute("SELECT objective, score FROM objective_results").fetchall()
    db.close()
    assert attempt_row == ("1/2", "0.5000")
    assert items == [("final/two", "0"), ("final/gap", "1"), ("final/mood", None)]
    assert objectives == [("m01.o1", "1/2")]


def test_importing_twice_adds_nothing(tmp_path: Path) -> None:
    """The same file, or a later one that holds the same attempts, changes nothing it had."""
    first, later = as_file(record(1)), as_file(record(1), record(2))
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", first, NOW)
        before = contents(ledger)
        (again,) = ledger.import_file("a.json", first, NOW + timedelta(days=1))
        after = contents(ledger)
        statuses = [each.status for each in ledger.import_file("b.json", later, NOW)]

    assert again.status == "duplicate"
    assert after == before
    assert statuses == ["duplicate", "accepted"]


RECORDS = (
    record(1),
    record(2, previous=digest(record(1)), seq=2),
    record(3, previous="0" * 64, seq=3),
    record(1, declared_name="Somebody else"),
    record(4, quiz_version=OTHER_VERSION),
    record(4, quiz_version=OTHER_VERSION, seq=9),
    record(5, course="https://example.org/other"),
    record(6, responses=[{"item": "final/one", "response": "a", "ms": 1}] * 2),
    record(7, declared_name=None),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(RECORDS))), st.lists(st.integers(1, 3), max_size=4))
def test_the_order_and_split_of_imports_play_no_part(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], sizes: list[int]
) -> None:
    """Any order, any split into files and any repetition give the same ledger."""
    folder = tmp_path_factory.mktemp("ledger")
    shuffled = [RECORDS[at] for at in order]
    with open_ledger(folder / "plain") as ledger:
        ledger.import_file("all.json", as_file(*RECORDS), NOW)
        expected = contents(ledger)
    with open_ledger(folder / "shuffled") as ledger:
        while shuffled:
            size = sizes.pop() if sizes else 1
            ledger.import_file("part.json", as_file(*shuffled[:size]), NOW)
            ledger.retry_quarantine()
            shuffled = shuffled[size:]
        ledger.import_file("all.json", as_file(*RECORDS), NOW)

        assert contents(ledger) == expected


def test_two_records_with_one_id_are_both_set_aside(tmp_path: Path) -> None:
    """Neither of two records with the same id can be trusted more, so a person decides."""
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
        (second,) = ledger.import_file("b.json", as_file(record(1, seq=2)), NOW)
        attempts, waiting = contents(ledger)

    assert (second.status, second.reasons) == ("quarantined", ("conflict",))
    assert attempts == ()
    assert [reason for _, _, reason in waiting] == ["conflict", "conflict"]


def test_quarantine_is_tried_again_when_the_bank_is_known(tmp_path: Path) -> None:
    """A record of an unknown version waits, and is graded once its bank has been found."""
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", as_file(record(quiz_version=OTHER_VERSION)), NOW)
        assert ledger.retry_quarantine() == ()
        assert ledger.attempts() == ()
    known = banks(bank(), bank(version=OTHER_VERSION))
    with open_ledger(tmp_path, known) as ledger:
        (released,) = ledger.retry_quarantine()

        assert released.status == "accepted"
        assert [each.quiz_version for each in ledger.attempts()] == [OTHER_VERSION]
        assert ledger.quarantine() == ()


def test_what_waits_says_whose_it_is(tmp_path: Path) -> None:
    """A record in quarantine keeps its name, or the one on the file around it, and its quiz."""
    nameless = record(2, declared_name=None, quiz_version=OTHER_VERSION)
    around = json.loads(as_file(nameless)) | {"declared_name": "Zoë\u202e Ek"}
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", as_file(record(1, quiz_version=OTHER_VERSION)), NOW)
        ledger.import_file("b.json", json.dumps(around).encode(), NOW)
        waiting = ledger.quarantine()

    assert [(each.name, each.quiz, each.file_name) for each in waiting] == [
        (record()["declared_name"], "final", "a.json"),
        ("Zoë Ek", "final", "b.json"),
    ]


def test_importing_again_releases_a_waiting_record_too(tmp_path: Path) -> None:
    """A record that waited and arrives again is counted once and waits no more."""
    raw = as_file(record(quiz_version=OTHER_VERSION))
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", raw, NOW)
    with open_ledger(tmp_path, banks(bank(version=OTHER_VERSION))) as ledger:
        ledger.import_file("a.json", raw, NOW)

        assert len(ledger.attempts()) == 1
        assert ledger.quarantine() == ()


def test_accepted_files_are_kept_verbatim_and_rebuild_the_ledger(tmp_path: Path) -> None:
    """From the raw files alone a new ledger comes to the same contents."""
    raw = as_file(record(1), record(2)) + b"\n  \n"
    with open_ledger(tmp_path / "old") as ledger:
        ledger.import_file("a.json", raw, NOW)
        expected = contents(ledger)
    (kept,) = (tmp_path / "old" / "raw").rglob("*.json")
    with open_ledger(tmp_path / "new") as ledger:
        ledger.import_file(kept.name, kept.read_bytes(), NOW)

        assert contents(ledger) == expected
    assert kept.read_bytes() == raw


def test_rejected_files_are_not_kept(tmp_path: Path) -> None:
    """What is no record leaves a line in the log and no copy."""
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", b"<html>", NOW)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        (log,) = db.execute("SELECT file_name, reason FROM rejections").fetchall()
    db.close()

    assert log == ("a.json", "not-json")
    assert not (tmp_path / "raw").exists()


def test_the_ledger_keeps_the_banks_it_graded_with(tmp_path: Path) -> None:
    """A version that the course forgot can still be graded, from the ledger's own copy."""
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
    forgetful = Banks((), (tmp_path / "banks",))
    with open_ledger(tmp_path, forgetful) as ledger:
        (verdict,) = ledger.import_file("b.json", as_file(record(2)), NOW)

    assert verdict.is_counted


def test_a_withheld_record_shows_as_a_gap(tmp_path: Path) -> None:
    """A chain whose earlier record never arrived is flagged until it does."""
    first = record(1)
    second = record(2, previous=digest(first), seq=2)
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("b.json", as_file(second), NOW)
        (alone,) = ledger.attempts()
        ledger.import_file("a.json", as_file(first), NOW)
        complete = ledger.attempts()

    assert "chain-gap" in alone.flags
    assert all("chain-gap" not in each.flags for each in complete)


def test_nothing_of_a_file_is_kept_when_its_import_breaks_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file is one transaction: a full disk after the first record leaves neither."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with open_ledger(tmp_path) as ledger:
        with monkeypatch.context() as patch:
            patch.setattr("coursewright.records.ledger.write_once", full)
            with pytest.raises(OSError, match="No space"):
                ledger.import_file("a.json", as_file(record(1), record(2)), NOW)
        assert ledger.attempts() == ()
        ledger.import_file("a.json", as_file(record(1), record(2)), NOW)

        assert len(ledger.attempts()) == 2


def test_the_database_is_durable_and_versioned(tmp_path: Path) -> None:
    """WAL with full synchronisation, and a version that a migration can start from."""
    with open_ledger(tmp_path) as ledger:
        values = [
            ledger._db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "user_version", "foreign_keys")
        ]

    assert values == ["wal", 2, 1, 1]


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    """A program never writes into a ledger whose tables it does not know."""
    open_ledger(tmp_path).close()
    db = sqlite3.connect(tmp_path / "ledger.sqlite")
    db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(CoursewrightError, match="update it"):
        open_ledger(tmp_path)


def test_a_damaged_ledger_is_named_in_one_sentence(tmp_path: Path) -> None:
    """A file that is no database gives a message with its path, not a traceback."""
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 9)

    with pytest.raises(CoursewrightError, match=r"ledger\.sqlite: the ledger cannot be used"):
        open_ledger(tmp_path)


def test_equal_names_are_one_learner_and_no_names_are_many(tmp_path: Path) -> None:
    """Case, accents and spaces do not make another person; without a name nothing is joined."""
    names = ["Anna Berg", " anna  BÉRG ", None, None]
    records = [record(at, declared_name=name) for at, name in enumerate(names)]
    with open_ledger(tmp_path) as ledger:
        for each in records:
            ledger.import_file("a.json", json.dumps(each).encode(), NOW)
        learners = [each.learner for each in ledger.attempts()]

    assert learners[0] == learners[1]
    assert len(set(learners)) == 3


def test_responses_are_stored_as_they_came(tmp_path: Path) -> None:
    """The ledger's copy of a record is its canonical JSON, so that it can be graded again."""
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", as_file(record(1, extra="kept")), NOW)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        ((text,),) = db.execute("SELECT record FROM attempts").fetchall()
    db.close()

    assert json.loads(text) == record(1, extra="kept")
    assert json.loads(text)["quiz_version"] == VERSION
