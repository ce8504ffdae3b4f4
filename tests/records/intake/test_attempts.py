from __future__ import annotations

import json
from typing import Any

import pytest
from tests.records.crafting import device, enrolled, forged, header, learner, token
from tests.records.intake.service import JSON_TYPE, course_state
from tests.records.samples import record

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.intake import Limits

RESULT = {
    "schema": "coursewright/result/1",
    "course": "https://example.org/course",
    "attempt": "00000001-0000-4000-8000-000000000000",
    "quiz": "final",
    "quiz_version": "0123456789abcdef0123456789abcdef",
    "score": "1.0000",
    "passed": True,
    "graded": "2026-11-22T12:00:00.000Z",
    "objectives": {"m01.o1": "1.0000"},
}


def wrong(number, **changes: Any):
    """Return an enrolled record with one of two scored items wrong."""
    responses = record()["responses"]
    responses[0] = {**responses[0], "response": "b"}
    return enrolled(number, **{"responses": responses, **changes})


def test_an_enrolled_learner_gets_the_result_at_once(service):
    """The receipt holds the result file with a score for each objective."""
    answer = service.post([enrolled()])

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.value == {
        "schema": "coursewright/receipt/1",
        "records": [
            {
                "attempt": RESULT["attempt"],
                "status": "accepted",
                "reason": None,
                "message": "",
                "result": RESULT,
            }
        ],
    }
    with service.ledger() as ledger:
        (attempt,) = ledger.attempts()
        assert (attempt.learner, attempt.via) == (learner(), "intake")


def test_what_is_acknowledged_is_in_the_ledger(service):
    """The answer comes after the commit: another process can read the attempt at once."""
    for number in range(1, 6):
        service.rows([enrolled(number)])
        with service.ledger() as ledger:
            assert len(ledger.attempts()) == number


def test_a_repeated_delivery_gets_the_same_result_again(service):
    """An acknowledgement may have been lost, so that a duplicate is answered like the first."""
    first = service.rows([wrong(1)])
    service.clock.advance(hours=3)
    again = service.rows([wrong(1)])

    assert first[0]["result"]["score"] == "0.5000"
    assert first[0]["result"]["objectives"] == {"m01.o1": "0.5000"}
    assert again == [{**first[0], "status": "duplicate"}]
    with service.ledger() as ledger:
        assert len(ledger.attempts()) == 1


def test_each_record_of_a_batch_gets_its_verdict_in_order(service):
    """One bad record holds up none of the others, and the rows stand as the records did."""
    forgery = forged(header(), {"aud": "x"})
    rows = service.rows(
        [
            enrolled(1),
            {**enrolled(2), "seq": 9},
            record(3, enrolment=token(kid="k-other"), declared_name=None),
            "nonsense",
            enrolled(4, enrolment=forgery),
            enrolled(1),
            enrolled(5, quiz_version="f" * 32),
        ]
    )

    assert [(row["status"], row["reason"]) for row in rows] == [
        ("accepted", None),
        ("rejected", "bad-signature"),
        ("quarantined", "unknown-key"),
        ("rejected", "not-a-record"),
        ("rejected", "bad-enrolment"),
        ("duplicate", None),
        ("quarantined", "unknown-version"),
    ]
    assert [row["attempt"] is None for row in rows] == [False] * 3 + [True] + [False] * 3
    assert [row["result"] is None for row in rows] == [False, True, True, True, True, False, True]
    assert all(row["message"] for row in rows if row["reason"])


def test_flags_are_never_told_to_the_learner(service):
    """A flagged record is answered with its status alone; why is between HR and the learner."""
    (row,) = service.rows([enrolled(submitted="2026-11-21T10:00:01.000Z")])

    assert row["status"] == "flagged"
    assert (row["reason"], row["message"]) == (None, "")
    assert "very-fast" not in json.dumps(row)
    with service.ledger() as ledger:
        assert "very-fast" in ledger.attempts()[0].flags


def test_without_a_link_nobody_is_told_a_result(service):
    """Anybody can type a name; told results would be answers to whoever asks often enough."""
    (row,) = service.rows([record()])

    assert row["status"] in {"accepted", "flagged"}
    assert row["result"] is None


def test_a_preview_tells_everyone(start):
    """`course serve` runs the intake for everyone, on the trainer's own machine."""
    service = start(results_for="everyone")
    (row,) = service.rows([record()])

    assert row["result"] == RESULT


def test_an_attempt_without_a_score_has_no_result(start):
    """A quiz of unscored items is kept and answered, with no result to tell."""
    service = start()
    items = ["final/mood"]
    unscored = course_state()
    bank = unscored.authority.banks.find("final", "0123456789abcdef0123456789abcdef")
    bank["strata"] = [{"count": 1, "items": items}]
    service.state = unscored
    rows = [{"item": "final/mood", "response": [["a", 4]], "ms": 9000}]
    (row,) = service.rows([enrolled(responses=rows)])

    assert (row["status"], row["result"]) == ("accepted", None)


def test_results_beyond_the_daily_number_are_withheld_for_ever(start):
    """Trying answer after answer would find the key: later results are kept from the learner.

    Sending a withheld record again on another day does not bring its result out either.
    """
    service = start(limits=Limits(results_per_day=2))
    told = []
    for number in range(1, 5):
        (row,) = service.rows([wrong(number)])
        told.append(row["result"] is not None)
        service.clock.advance(minutes=1)
    assert told == [True, True, False, False]

    service.clock.advance(days=1, minutes=-2)
    (late,) = service.rows([wrong(4)])
    assert late["result"] is None
    service.clock.advance(days=30)
    (later,) = service.rows([wrong(4)])
    (fresh,) = service.rows([wrong(5)])

    assert later["result"] is None
    assert fresh["result"] is not None
    with service.ledger() as ledger:
        assert len(ledger.attempts()) == 5


def test_a_batch_is_no_way_around_the_daily_number(start):
    """Fifty attempts in one request tell no more than fifty in fifty requests."""
    service = start(limits=Limits(results_per_day=2))
    rows = service.rows([wrong(number) for number in range(1, 9)])

    assert sum(row["result"] is not None for row in rows) <= 2


def test_the_daily_number_is_per_learner(start):
    """What one learner used up is not missing to another."""
    service = start(limits=Limits(results_per_day=1))
    service.rows([enrolled(1)])
    (mine,) = service.rows([enrolled(2)])
    (other,) = service.rows([enrolled(3, device(2), enrolment=token(2))])

    assert mine["result"] is None
    assert other["result"] is not None


def test_beyond_the_attempts_of_the_quiz_no_result_is_told(start):
    """A quiz that allows one attempt tells the result of one; the other records are kept."""
    service = start(state=course_state(final=1))
    (first,) = service.rows([enrolled(1)])
    service.clock.advance(days=40)
    (second,) = service.rows([enrolled(2)])

    assert first["result"] is not None
    assert (second["status"], second["result"]) == ("accepted", None)


def test_practice_is_told_without_number(start):
    """The page of a practice quiz holds its key, so there is nothing to protect."""
    service = start(limits=Limits(results_per_day=0))
    (row,) = service.rows([enrolled(quiz="warm-up")])

    assert row["result"]["quiz"] == "warm-up"


def test_two_records_of_one_attempt_number_count_for_nobody(service):
    """Where records contest each other, no result is told, also not to the first once more."""
    service.rows([enrolled(1)])
    (rival,) = service.rows([enrolled(1, tz_offset=0)])
    (first,) = service.rows([enrolled(1)])

    assert (rival["status"], rival["reason"]) == ("quarantined", "conflict")
    assert first["result"] is None


def test_a_changed_course_counts_at_once(service):
    """A version that was unknown is graded as soon as the course has it, with what waited."""
    bank = dict(service.state.authority.banks.find("final", "0123456789abcdef0123456789abcdef"))
    newer = "f" * 32
    (before,) = service.rows([enrolled(1, quiz_version=newer)])
    service.state = course_state()
    service.state.authority.banks._found["final", newer] = {**bank, "version": newer}
    (after,) = service.rows([enrolled(2, quiz_version=newer)])
    (waited,) = service.rows([enrolled(1, quiz_version=newer)])

    assert before["reason"] == "unknown-version"
    assert after["status"] == "accepted"
    assert (waited["status"], waited["result"]["score"]) == ("duplicate", "1.0000")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not-json"),
        (b"[", "not-json"),
        (b"{}", "not-an-array"),
        (b'"text"', "not-an-array"),
        (b"[]", "empty"),
        (b"[" + b"{}," * 50 + b"{}]", "too-many"),
        (b"\xff\xfe[]", "not-utf8"),
        (b'[{"a":1,"a":2}]', "duplicate-key"),
        (b"[1.5]", "not-an-integer"),
        (b"[NaN]", "not-an-integer"),
        (b"[" * 60_000, "too-deep"),
        (b'["\\ud800"]', "bad-text"),
        (b"[" + b"9" * 30 + b"]", "number-too-large"),
    ],
)
def test_what_is_no_array_of_records_is_refused_as_a_whole(shared, body, code):
    """400 says that nothing was kept; a browser halves its batch until the culprit is alone."""
    answer = shared.ask("POST", "/attempts", body, JSON_TYPE)

    assert answer.status == 400
    assert answer.value["error"] == code
    assert answer.value["message"].endswith(".")
    with shared.ledger() as ledger:
        assert ledger.attempts() == ()


def test_fifty_records_are_taken_at_once(service):
    """The largest batch that is allowed is taken in one transaction."""
    rows = service.rows([record(number) for number in range(1, 51)])

    assert [row["status"] for row in rows].count("rejected") == 0
    assert len(rows) == 50


def test_the_body_is_kept_byte_for_byte(service):
    """What an auditor may ask for is what arrived, with its blanks and its order."""
    raw = json.dumps([enrolled()], indent=3).encode()
    service.ask("POST", "/attempts", raw, JSON_TYPE)

    kept = [path.read_bytes() for path in (service.folder / "raw").glob("*/*.json")]
    assert raw in kept


def test_the_ledger_of_the_intake_is_sound(service):
    """Everything that came in over HTTP stands the audit that HR runs."""
    service.rows([enrolled(1), enrolled(2, previous=digest(enrolled(1)), seq=2)])
    service.rows([record(3), enrolled(4, quiz_version="e" * 32)])
    with service.ledger() as ledger:
        assert ledger.audit().problems == ()
        assert canonical_json(enrolled(1)) == ledger.record(enrolled(1)["attempt"])
