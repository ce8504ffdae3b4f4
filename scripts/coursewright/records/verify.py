"""Decides what an attempt record is worth. Flags are prompts to talk, never verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from coursewright.records.attempt import Attempt, read_attempt
from coursewright.records.files import read_entries
from coursewright.records.grading import AttemptResult, grade_attempt, is_well_formed
from coursewright.records.reasons import QUARANTINE, REJECTIONS, remarkable
from coursewright.records.strict_json import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from coursewright.records.banks import Banks

Status = Literal["accepted", "flagged", "rejected", "quarantined", "duplicate"]

CLOCK_TOLERANCE: Final = timedelta(minutes=10)
FAST_ITEM: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one record."""

    status: Status
    reasons: tuple[str, ...]
    """All flags of a counted record; the reason of a rejected or quarantined one."""
    message: str = ""
    """One sentence for people, where the reason alone does not say it."""
    attempt: Attempt | None = None
    bank: dict[str, Any] | None = None
    result: AttemptResult | None = None

    @property
    def is_counted(self) -> bool:
        """True when the attempt enters the ledger with a grade."""
        return self.status in {"accepted", "flagged"}


def verify_value(value: Any, course: str, banks: Banks, now: datetime) -> Verdict:
    """Return the verdict on what should be an attempt record.

    Args:
        value: any strictly read JSON value.
        course: id of the course.
        banks: where to find the bank of the record's quiz version.
        now: the time of receipt, in UTC.
    """
    try:
        attempt = read_attempt(value)
    except RecordError as error:
        return Verdict("rejected", (error.reason,), error.message)
    return verify_attempt(attempt, course, banks, now)


def verify_attempt(attempt: Attempt, course: str, banks: Banks, now: datetime) -> Verdict:
    """Return the verdict on an attempt, with its regraded result where it is counted."""
    if attempt.course != course:
        return _quarantined("wrong-course", attempt)
    bank = banks.find(attempt.quiz, attempt.quiz_version)
    if bank is None:
        return _quarantined("unknown-version", attempt)
    if bank["course"] != course:
        return _quarantined("wrong-course", attempt)
    items = [row["item"] for row in attempt.responses]
    if len(set(items)) < len(items):
        return _rejected("item-twice", attempt)
    if any(full_id not in bank["items"] for full_id in items):
        return _rejected("item-not-in-bank", attempt)
    result = grade_attempt(bank, attempt.responses)
    flags = tuple(_flags(attempt, bank, now))
    status: Status = "flagged" if remarkable(flags) else "accepted"
    return Verdict(status, flags, "", attempt, bank, result)


def _flags(attempt: Attempt, bank: dict[str, Any], now: datetime) -> Iterator[str]:
    # No signature can be verified yet, so whatever stands there vouches for nothing.
    yield "unsigned"
    if attempt.enrolment is not None:
        yield "enrolment-unchecked"
    yield "self-declared" if attempt.declared_name else "no-name"
    if bank["kind"] == "record" and not (attempt.attestation or "").strip():
        yield "no-attestation"
    if _draw_differs(attempt, bank):
        yield "draw-differs"
    specs = bank["items"]
    if not all(is_well_formed(specs[row["item"]], row["response"]) for row in attempt.responses):
        yield "malformed-response"
    duration = attempt.submitted - attempt.started
    if duration < timedelta():
        yield "clock-backwards"
    elif duration < FAST_ITEM * len(attempt.responses):
        yield "very-fast"
    if max(attempt.submitted, attempt.started) > now + CLOCK_TOLERANCE:
        yield "clock-ahead"


def _draw_differs(attempt: Attempt, bank: dict[str, Any]) -> bool:
    listed = {row["item"] for row in attempt.responses}
    drawn = [sum(full_id in listed for full_id in row["items"]) for row in bank["strata"]]
    return drawn != [row["count"] for row in bank["strata"]] or sum(drawn) != len(listed)


def _quarantined(reason: str, attempt: Attempt) -> Verdict:
    return Verdict("quarantined", (reason,), QUARANTINE[reason], attempt)


def _rejected(reason: str, attempt: Attempt) -> Verdict:
    return Verdict("rejected", (reason,), REJECTIONS[reason], attempt)


def verify_raw(raw: bytes, course: str, banks: Banks, now: datetime) -> tuple[Verdict, ...]:
    """Return the verdicts on everything in a file, without keeping anything."""
    try:
        entries = read_entries(raw)
    except RecordError as error:
        return (Verdict("rejected", (error.reason,), error.message),)
    return tuple(
        Verdict("rejected", (entry.error.reason,), entry.error.message)
        if entry.error
        else verify_value(entry.value, course, banks, now)
        for entry in entries
    )
