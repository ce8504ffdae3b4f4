"""What the ledger keeps of the files it is given, on each database."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.records.crafting import enrolled, learner
from tests.records.ledger.content import (
    OTHER_VERSION,
    TWICE,
    contents,
    open_ledger,
    open_with_keys,
    rows,
)
from tests.records.samples import (
    COURSE,
    NOW,
    VERSION,
    as_file,
    record,
)

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.banks import Banks

if TYPE_CHECKING:
    from pathlib import Path

WRONG = [
    {"item": "final/two", "response": "b", "ms": 5000},
    {"item": "final/gap", "response": ["sorry"], "ms": 5000},
    {"item": "final/mood", "response": None, "ms": 5000},
]


def test_an_attempt_is_graded_again_and_kept(location: Path | str) -> None:
    """The ledger holds the regraded score as an exact fraction and as a decimal, per item too."""
    with open_ledger(location) as ledger:
        (verdict,) = ledger.import_file("a.json", as_file(record(responses=WRONG)), NOW)
        (attempt,) = ledger.attempts()
        scores = rows(ledger, "SELECT score, score_decimal FROM attempts")
        items = rows(ledger, "SELECT item, score FROM item_results ORDER BY position")
        objectives = rows(ledger, "SELECT objective, score FROM objective_results")

    assert (verdict.status, attempt.score, attempt.passed) == ("accepted", Fraction(1, 2), False)
    assert scores == [("1/2", "0.5000")]
    assert items == [("final/two", "0"), ("final/gap", "1"), ("final/mood", None)]
    assert objectives == [("m01.o1", "1/2")]


def test_a_learner_may_be_told_the_result_and_its_objectives(location: Path | str) -> None:
    """A counted attempt has a result with its objectives; what waits or is unknown has none."""
    raw = as_file(record(1, responses=WRONG), record(2, quiz_version=OTHER_VERSION))
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", raw, NOW, via="intake")
        graded = ledger.graded(record(1)["attempt"])
        waiting = ledger.graded(record(2)["attempt"])

    assert graded is not None
    assert (graded.score, graded.passed, graded.kind) == (Fraction(1, 2), False, "record")
    assert graded.objectives == {"m01.o1": Fraction(1, 2)}
    assert (graded.course, graded.quiz, graded.quiz_version) == (COURSE, "final", VERSION)
    assert graded.received == NOW
    assert waiting is None


def test_importing_twice_adds_nothing(location: Path | str) -> None:
    """The same file, or a later one that holds the same attempts, changes nothing it had."""
    first, later = as_file(record(1)), as_file(record(1), record(2))
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", first, NOW)
        before = contents(ledger)
        (again,) = ledger.import_file("a.json", first, NOW + timedelta(days=1))
        after = contents(ledger)
        statuses = [each.status for each in ledger.import_file("b.json", later, NOW)]

    assert again.status == "duplicate"
    assert after == before
    assert statuses == ["duplicate", "accepted"]


def test_a_record_counts_once_although_it_stands_in_a_file_twice(location: Path | str) -> None:
    """The second place of the same record in one file is a duplicate."""
    with open_ledger(location) as ledger:
        verdicts = ledger.import_file("a.json", as_file(record(1), record(1)), NOW)

        assert [each.status for each in verdicts] == ["accepted", "duplicate"]
        assert len(ledger.attempts()) == 1


def test_an_enrolled_attempt_is_that_of_the_link(location: Path | str) -> None:
    """The learner is the one HR signed for; device, signature and way of delivery are kept."""
    with open_with_keys(location) as ledger:
        raw = canonical_json([enrolled(1)])
        (verdict,) = ledger.import_file("intake", raw, NOW, via="intake")
        (attempt,) = ledger.attempts()

    assert verdict.status == "accepted"
    assert (attempt.learner, attempt.name, attempt.person) == (learner(), None, None)
    assert (attempt.is_enrolled, attempt.is_self_declared, attempt.is_signed) == (True, False, True)
    assert (attempt.via, attempt.digest) == ("intake", digest(enrolled(1)))


def test_rejected_files_are_logged_and_not_counted(location: Path | str) -> None:
    """What is no record leaves a line in the log; so does a damaged one beside a good one."""
    with open_ledger(location) as ledger:
        ledger.import_file("page.html", b"<html>", NOW)
        ledger.import_file("a.json", as_file(record(1), record(2, responses=TWICE)), NOW)
        log = rows(ledger, "SELECT file_name, reason FROM rejections ORDER BY reason")
        files = rows(ledger, "SELECT name FROM files")

    assert log == [("a.json", "item-twice"), ("page.html", "not-json")]
    assert files == [("a.json",)]


def test_the_ledger_keeps_the_banks_it_graded_with(location: Path | str) -> None:
    """A version that the course forgot can still be graded, from the ledger's own copy."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
    with open_ledger(location, Banks(())) as ledger:
        (verdict,) = ledger.import_file("b.json", as_file(record(2)), NOW)

    assert verdict.is_counted


def test_records_are_stored_as_they_came(location: Path | str) -> None:
    """The ledger's copy of a record is its canonical JSON, so that it can be graded again."""
    strange = record(1, extra="kept", attestation="\u0000 nul, \u2028 line")
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(strange), NOW)

        assert ledger.record(strange["attempt"]) == canonical_json(strange)
        assert ledger.record("00000002-0000-4000-8000-000000000000") is None


def test_file_names_that_no_database_can_hold_are_replaced(location: Path | str) -> None:
    """A name with a NUL or with half of a pair is no reason to lose the records in the file."""
    with open_ledger(location) as ledger:
        ledger.import_file("a\x00\udcff.json", as_file(record(1)), NOW)

        assert rows(ledger, "SELECT name FROM files") == [("a\ufffd?.json",)]


def test_nothing_of_a_file_is_kept_when_its_import_breaks_off(location: Path | str) -> None:
    """One file is one transaction: what breaks off after the first rows leaves none of them."""
    with open_ledger(location) as ledger:
        keep_bank = ledger._originals.keep_bank

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        ledger._originals.keep_bank = stop  # type: ignore[method-assign]
        try:
            ledger.import_file("a.json", as_file(record(1), record(2)), NOW)
        except KeyboardInterrupt:
            broken_off = contents(ledger)
        ledger._originals.keep_bank = keep_bank  # type: ignore[method-assign]
        ledger.import_file("a.json", as_file(record(1), record(2)), NOW)

        assert broken_off == ((), [])
        assert len(ledger.attempts()) == 2
