"""What the ledger does with records, on each database."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.records.crafting import device, enrolled, learner, public_key, ring, token
from tests.records.ledger.content import (
    OTHER_VERSION,
    both_banks,
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
    authority,
    bank,
    banks,
    record,
)

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.banks import Banks
from coursewright.records.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

WRONG = [
    {"item": "final/two", "response": "b", "ms": 5000},
    {"item": "final/gap", "response": ["sorry"], "ms": 5000},
    {"item": "final/mood", "response": None, "ms": 5000},
]
TWICE = [{"item": "final/one", "response": "a", "ms": 1}] * 2


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


def test_two_records_with_one_id_are_both_set_aside(location: Path | str) -> None:
    """Neither of two records with the same id can be trusted more, so a person decides."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
        (second,) = ledger.import_file("b.json", as_file(record(1, seq=2)), NOW)
        attempts, waiting = contents(ledger)

    assert (second.status, second.reasons) == ("quarantined", ("conflict",))
    assert attempts == ()
    assert [reason for _, _, reason in waiting] == ["conflict", "conflict"]


def test_two_records_with_one_id_in_one_file_are_both_told(location: Path | str) -> None:
    """Where rivals come together, each of them is reported as waiting."""
    with open_ledger(location) as ledger:
        verdicts = ledger.import_file("a.json", as_file(record(1), record(1, seq=2)), NOW)
        third = ledger.import_file("b.json", as_file(record(1, seq=3), record(1)), NOW)

        assert [each.reasons for each in (*verdicts, *third)] == [("conflict",)] * 4
        assert ledger.attempts() == ()


def test_quarantine_is_tried_again_when_the_bank_is_known(location: Path | str) -> None:
    """A record of an unknown version waits, and is graded once its bank has been found."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(quiz_version=OTHER_VERSION)), NOW)
        assert ledger.retry_quarantine() == ()
        assert ledger.attempts() == ()
    with open_ledger(location, both_banks()) as ledger:
        (released,) = ledger.retry_quarantine()

        assert released.status == "accepted"
        assert [each.quiz_version for each in ledger.attempts()] == [OTHER_VERSION]
        assert ledger.quarantine() == ()


def test_quarantine_is_tried_again_when_the_key_is_known(location: Path | str) -> None:
    """A record with a link of an unknown key waits for HR's list."""
    with open_ledger(location) as ledger:
        (held,) = ledger.import_file("a.json", canonical_json(enrolled(1)), NOW)
    with open_with_keys(location) as ledger:
        (released,) = ledger.retry_quarantine()

        assert (held.reasons, released.status) == (("unknown-key",), "accepted")
        assert [each.learner for each in ledger.attempts()] == [learner()]


def test_what_waited_and_turns_out_to_be_no_record_is_rejected(location: Path | str) -> None:
    """Once its bank is known, a record that lists an item twice waits no more."""
    raw = as_file(record(1, quiz_version=OTHER_VERSION, responses=TWICE))
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", raw, NOW)
    with open_ledger(location, both_banks()) as ledger:
        (released,) = ledger.retry_quarantine()

        assert (released.status, released.reasons) == ("rejected", ("item-twice",))
        assert ledger.quarantine() == ()
        assert rows(ledger, "SELECT file_name, reason FROM rejections") == [
            ("a.json", "item-twice")
        ]


def test_a_kept_file_stays_kept_when_nothing_in_it_counts_any_more(tmp_path: Path) -> None:
    """A file whose records waited and were rejected later is no refused file."""
    raw = as_file(record(1, quiz_version=OTHER_VERSION, responses=TWICE))
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", raw, NOW)
    with open_ledger(tmp_path, both_banks()) as ledger:
        ledger.retry_quarantine()
        (verdict,) = ledger.import_file("a.json", raw, NOW + timedelta(days=1))
        assert ledger.audit().problems == ()

    assert verdict.status == "rejected"
    assert list(tmp_path.rglob("*.refusal.json")) == []


@pytest.mark.parametrize("together", [False, True])
def test_a_record_counts_again_when_its_rival_turns_out_to_be_none(
    location: Path | str, *, together: bool
) -> None:
    """A contested record whose only rival waits for its key is contested no more."""
    honest = enrolled(1, device(1))
    rival = enrolled(1, device(2), enrolment=token(2, "k-old"))
    usable, revoked = public_key("k-old"), public_key("k-old", revoked=NOW - timedelta(days=9))
    with Ledger(location, authority(None, ring(public_key(), usable))) as ledger:
        ledger.import_file("a", canonical_json(honest), NOW - timedelta(hours=1))
        ledger.import_file("b", canonical_json(rival), NOW + timedelta(hours=1))
        assert ledger.attempts() == ()
    again = [rival, honest] if together else [rival]
    with Ledger(location, authority(None, ring(public_key(), revoked))) as ledger:
        # Looked at again, because it turns out to have been received earlier.
        ledger.import_file("c", canonical_json(again), NOW)

        assert [each.learner for each in ledger.attempts()] == [learner(1)]
        assert [each.reason for each in ledger.quarantine()] == ["key-revoked"]
        assert ledger.audit().problems == ()


def test_a_rival_that_turns_up_later_contests_a_counted_record(location: Path | str) -> None:
    """A waiting record of the same id whose bank is found sets the counted one aside."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
        ledger.import_file("b.json", as_file(record(1, quiz_version=OTHER_VERSION)), NOW)
        assert len(ledger.attempts()) == 1
    with open_ledger(location, both_banks()) as ledger:
        (released,) = ledger.retry_quarantine()

        assert released.reasons == ("conflict",)
        assert [each.reason for each in ledger.quarantine()] == ["conflict", "conflict"]


def test_what_waits_says_whose_it_is(location: Path | str) -> None:
    """A record in quarantine keeps its name, or the one on the file around it, and its quiz."""
    nameless = record(2, declared_name=None, quiz_version=OTHER_VERSION)
    around = json.loads(as_file(nameless)) | {"declared_name": "Zoë\u202e Ek"}
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1, quiz_version=OTHER_VERSION)), NOW)
        ledger.import_file("b.json", json.dumps(around).encode(), NOW)
        waiting = ledger.quarantine()

    assert [(each.name, each.quiz, each.file_name) for each in waiting] == [
        (record()["declared_name"], "final", "a.json"),
        ("Zoë Ek", "final", "b.json"),
    ]


def test_importing_again_releases_a_waiting_record_too(location: Path | str) -> None:
    """A record that waited and arrives again is counted once and waits no more."""
    raw = as_file(record(quiz_version=OTHER_VERSION))
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", raw, NOW)
    with open_ledger(location, banks(bank(version=OTHER_VERSION))) as ledger:
        (verdict,) = ledger.import_file("a.json", raw, NOW)

        assert verdict.is_counted
        assert len(ledger.attempts()) == 1
        assert ledger.quarantine() == ()


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


def test_a_withheld_record_shows_as_a_gap(location: Path | str) -> None:
    """A chain whose earlier record never arrived is flagged until it does."""
    first = record(1)
    second = record(2, previous=digest(first), seq=2)
    with open_ledger(location) as ledger:
        ledger.import_file("b.json", as_file(second), NOW)
        (alone,) = ledger.attempts()
        ledger.import_file("a.json", as_file(first), NOW)
        complete = ledger.attempts()

    assert "chain-gap" in alone.flags
    assert all("chain-gap" not in each.flags for each in complete)


def test_copied_responses_show_on_both_sides(location: Path | str) -> None:
    """What only several records say together is flagged when the ledger is read."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
        ledger.import_file("b.json", as_file(record(2, declared_name="Ben Ode")), NOW)

        assert ["identical-responses" in each.flags for each in ledger.attempts()] == [True, True]


def test_attempts_are_counted_by_our_clock(location: Path | str) -> None:
    """How often somebody tried lately follows from the times of receipt, not from the device's."""
    with open_with_keys(location) as ledger:
        for number in (1, 2, 3):
            received = NOW + timedelta(hours=number)
            ledger.import_file("a", canonical_json(enrolled(number)), received, via="intake")
        counts = [
            ledger.count_attempts(learner(), "final", NOW + timedelta(hours=hours))
            for hours in (0, 2, 4)
        ]

        assert counts == [3, 2, 0]
        assert ledger.count_attempts(learner(2), "final", NOW) == 0


def test_equal_names_are_one_learner_and_no_names_are_many(location: Path | str) -> None:
    """Case, accents and spaces do not make another person; without a name nothing is joined."""
    names = ["Anna Berg", " anna  BÉRG ", None, None]
    records = [record(at, declared_name=name) for at, name in enumerate(names)]
    with open_ledger(location) as ledger:
        for each in records:
            ledger.import_file("a.json", json.dumps(each).encode(), NOW)
        learners = [each.learner for each in ledger.attempts()]

    assert learners[0] == learners[1]
    assert len(set(learners)) == 3


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
