"""Attacks on the content: scores, responses, items, versions and clocks."""

from __future__ import annotations

from tests.records.attacks.case import Attack, files
from tests.records.crafting import enrolled
from tests.records.samples import record

WRONG = [
    {"item": "final/two", "response": "b", "ms": 9000},
    {"item": "final/gap", "response": ["sorry"], "ms": 9000},
    {"item": "final/mood", "response": [["a", 4]], "ms": 9000},
]
ARCHIVED = "f" * 32
TYPED = "flagged unsigned self-declared without-link"


def row(item: str, response: object = "a", ms: int = 9000) -> dict[str, object]:
    """Return a response."""
    return {"item": item, "response": response, "ms": ms}


ATTACKS = (
    Attack(
        "score-field",
        "Somebody writes a score into an unsigned record.",
        files(record(responses=WRONG, score="1.0000", passed=True)),
        (TYPED,),
        score="0.5000",
    ),
    Attack(
        "right-answers-into-an-unsigned-record",
        "Somebody changes the responses of an unsigned record.",
        files(record()),
        (TYPED,),
        score="1.0000",
    ),
    Attack(
        "items-left-out",
        "A learner deletes the items they could not answer, and signs the record again.",
        files(enrolled(responses=[WRONG[1], WRONG[2]])),
        ("flagged draw-differs",),
        score="0.5000",
    ),
    Attack(
        "more-items-than-drawn",
        "A learner adds easy items of the bank that were not drawn.",
        files(enrolled(responses=[*WRONG, row("final/one")])),
        ("flagged draw-differs",),
        score="0.6667",
    ),
    Attack(
        "item-twice",
        "A learner lists an item twice, once with each response.",
        files(enrolled(responses=[*WRONG, row("final/two")])),
        ("rejected item-twice",),
    ),
    Attack(
        "item-of-another-bank",
        "A learner lists an item that this version of the quiz does not have.",
        files(enrolled(responses=[row("greet/one"), *WRONG[1:]])),
        ("rejected item-not-in-bank",),
    ),
    Attack(
        "item-called-constructor",
        "A learner names an item after a property of every object of the grading program.",
        files(enrolled(responses=[row("final/constructor"), *WRONG[1:]])),
        ("rejected item-not-in-bank",),
    ),
    Attack(
        "item-called-proto",
        "A learner names an item `final/__proto__`.",
        files(enrolled(responses=[row("final/__proto__"), *WRONG[1:]])),
        ("rejected bad-field",),
    ),
    Attack(
        "prototype-pollution",
        "A learner adds the keys `__proto__` and `constructor` to a record.",
        files(enrolled(__proto__={"passed": True}, constructor={"prototype": {}})),
        ("accepted",),
        score="1.0000",
        note="these keys mean nothing",
    ),
    Attack(
        "unknown-option",
        "A learner ticks an option that does not exist.",
        files(enrolled(responses=[row("final/two", "c"), *WRONG[1:]])),
        ("flagged malformed-response",),
        score="0.5000",
    ),
    Attack(
        "both-options",
        "A learner ticks both options where one is asked for.",
        files(enrolled(responses=[row("final/two", ["a", "b"]), *WRONG[1:]])),
        ("flagged malformed-response",),
        score="0.5000",
    ),
    Attack(
        "negative-time",
        "A learner claims to have needed less than no time for an item.",
        files(enrolled(responses=[row("final/two", "a", -1), *WRONG[1:]])),
        ("rejected bad-field",),
    ),
    Attack(
        "archived-version",
        "A learner hands in an older, easier version of the quiz that was published once.",
        files(enrolled(quiz_version=ARCHIVED)),
        ("accepted",),
        score="1.0000",
        note="graded with the bank of that version, which the workbook names",
    ),
    Attack(
        "unknown-version",
        "A learner hands in a version of the quiz that was never published.",
        files(enrolled(quiz_version="e" * 32)),
        ("quarantined unknown-version",),
    ),
    Attack(
        "version-path",
        "A learner names a file outside the archive as the quiz version.",
        files(enrolled(quiz_version="../../../etc/passwd")),
        ("rejected bad-field",),
    ),
    Attack(
        "other-course",
        "A learner hands in a record of another course.",
        files(enrolled(course="https://example.org/other")),
        ("quarantined wrong-course",),
    ),
    Attack(
        "one-second",
        "A script answers the whole quiz in one second.",
        files(enrolled(submitted="2026-11-21T10:00:01.000Z")),
        ("flagged very-fast",),
    ),
    Attack(
        "future-clock",
        "A learner sets the clock ahead, so that the attempt looks newer than it is.",
        files(enrolled(started="2027-03-01T10:00:00.000Z", submitted="2027-03-01T10:05:00.000Z")),
        ("flagged clock-ahead",),
    ),
    Attack(
        "backwards-clock",
        "A learner sets the clock back during the attempt, to hide how long it took.",
        files(enrolled(submitted="2026-11-21T09:00:00.000Z")),
        ("flagged clock-backwards",),
    ),
    Attack(
        "no-attestation",
        "A learner leaves out the sentence that the work is their own.",
        files(enrolled(attestation=" ")),
        ("flagged no-attestation",),
    ),
    Attack(
        "bot",
        "A program that knows the right answers takes the quiz at a human pace, in the learner's "
        "own browser.",
        files(enrolled()),
        ("accepted",),
        score="1.0000",
        is_stopped=False,
    ),
)
