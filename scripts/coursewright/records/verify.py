"""Decides what an attempt record is worth. Flags are prompts to talk, never verdicts.

The order is fixed: structure, course, device signature, personal link, quiz version, items, grade.
A verdict follows from the record, HR's list of keys, the banks and the time of receipt alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from coursewright.records.attempt import Attempt, read_attempt
from coursewright.records.device import is_signed_by
from coursewright.records.enrolment import Enrolment, EnrolmentError, read_enrolment
from coursewright.records.files import read_entries
from coursewright.records.grading import (
    AttemptResult,
    grade_attempt,
    is_well_formed,
    strata_of,
)
from coursewright.records.keys import NO_KEYS, KeyRing
from coursewright.records.reasons import QUARANTINE, REJECTIONS, remarkable
from coursewright.records.strict_json import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from coursewright.records.banks import Banks

Status = Literal["accepted", "flagged", "rejected", "quarantined", "duplicate"]

CLOCK_TOLERANCE: Final = timedelta(minutes=10)
FAST_ITEM: Final = timedelta(seconds=2)
ENROLMENT_TOLERANCE: Final = timedelta(days=1)
"""How far a device's clock may be behind ours before a start ahead of the link is worth a look."""


@dataclass(frozen=True, slots=True)
class Authority:
    """What verdicts are made from."""

    course: str
    """Id of the course."""
    banks: Banks
    """Where to find the bank of a record's quiz version."""
    keys: KeyRing = NO_KEYS
    """HR's own list of keys."""


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
    enrolment: Enrolment | None = None
    """What HR's personal link says; None without one that could be verified."""

    @property
    def is_counted(self) -> bool:
        """True when the attempt enters the ledger with a grade."""
        return self.status in {"accepted", "flagged"}


def verify_value(value: Any, authority: Authority, now: datetime) -> Verdict:
    """Return the verdict on what should be an attempt record.

    Args:
        value: any strictly read JSON value.
        authority: what verdicts are made from.
        now: the time of receipt, in UTC.
    """
    try:
        attempt = read_attempt(value)
    except RecordError as error:
        return Verdict("rejected", (error.reason,), error.message)
    return verify_attempt(attempt, authority, now)


def verify_attempt(attempt: Attempt, authority: Authority, now: datetime) -> Verdict:
    """Return the verdict on an attempt, with its regraded result where it is counted."""
    if attempt.course != authority.course:
        return _quarantined("wrong-course", attempt)
    signature = attempt.signature
    if signature and not is_signed_by(signature.key, signature.signature, signature.signed):
        return _rejected("bad-signature", attempt)
    enrolment: Enrolment | None = None
    if attempt.enrolment is not None:
        try:
            enrolment = read_enrolment(attempt.enrolment, authority.keys, authority.course, now)
        except EnrolmentError as error:
            refuse = _rejected if error.is_final else _quarantined
            return refuse(error.reason, attempt)
    verdict = _grade(attempt, authority, enrolment, now)
    return replace(verdict, enrolment=enrolment)


def verify_raw(raw: bytes, authority: Authority, now: datetime) -> tuple[Verdict, ...]:
    """Return the verdicts on everything in a file, without keeping anything."""
    try:
        entries = read_entries(raw)
    except RecordError as error:
        return (Verdict("rejected", (error.reason,), error.message),)
    return tuple(
        Verdict("rejected", (entry.error.reason,), entry.error.message)
        if entry.error
        else verify_value(entry.value, authority, now)
        for entry in entries
    )


def _grade(
    attempt: Attempt, authority: Authority, enrolment: Enrolment | None, now: datetime
) -> Verdict:
    """Return the verdict on an attempt whose signature and personal link are as they should be."""
    bank = authority.banks.find(attempt.quiz, attempt.quiz_version)
    if bank is None:
        return _quarantined("unknown-version", attempt)
    if bank["course"] != authority.course:
        return _quarantined("wrong-course", attempt)
    items = [row["item"] for row in attempt.responses]
    if len(set(items)) < len(items):
        return _rejected("item-twice", attempt)
    if any(full_id not in bank["items"] for full_id in items):
        return _rejected("item-not-in-bank", attempt)
    result = grade_attempt(bank, attempt.responses, attempt.path)
    flags = (
        *_identity_flags(attempt, authority.keys, enrolment, now),
        *_path_flags(attempt, bank, enrolment),
        *_content_flags(attempt, bank),
        *_clock_flags(attempt, now),
    )
    status: Status = "flagged" if remarkable(flags) else "accepted"
    return Verdict(status, flags, "", attempt, bank, result)


def _identity_flags(
    attempt: Attempt, keys: KeyRing, enrolment: Enrolment | None, now: datetime
) -> Iterator[str]:
    """Yield what there is to say about whose record it is, and who vouches for that."""
    if not attempt.is_signed:
        yield "unsigned"
    if enrolment is None:
        yield "self-declared" if attempt.declared_name else "no-name"
        if keys.existed(now):
            yield "without-link"
        return
    # A clock ahead of ours cannot make a link expire before its time.
    if enrolment.expires < min(attempt.submitted, now):
        yield "enrolment-expired"
    if attempt.started < enrolment.issued - ENROLMENT_TOLERANCE:
        yield "before-enrolment"
    key = keys.find(enrolment.kid)
    if key is not None and key.expires <= now:
        yield "key-expired"


def _path_flags(
    attempt: Attempt, bank: dict[str, Any], enrolment: Enrolment | None
) -> Iterator[str]:
    """Yield a flag when the items were drawn for another path than the personal link names."""
    if enrolment is None or "paths" not in bank:
        return
    if strata_of(bank, attempt.path) != strata_of(bank, enrolment.path):
        yield "path-differs"


def _content_flags(attempt: Attempt, bank: dict[str, Any]) -> Iterator[str]:
    if bank["kind"] == "record" and not (attempt.attestation or "").strip():
        yield "no-attestation"
    if _draw_differs(attempt, bank):
        yield "draw-differs"
    specs = bank["items"]
    if not all(is_well_formed(specs[row["item"]], row["response"]) for row in attempt.responses):
        yield "malformed-response"


def _clock_flags(attempt: Attempt, now: datetime) -> Iterator[str]:
    duration = attempt.submitted - attempt.started
    if duration < timedelta():
        yield "clock-backwards"
    elif duration < FAST_ITEM * len(attempt.responses):
        yield "very-fast"
    if max(attempt.submitted, attempt.started) > now + CLOCK_TOLERANCE:
        yield "clock-ahead"


def _draw_differs(attempt: Attempt, bank: dict[str, Any]) -> bool:
    listed = {row["item"] for row in attempt.responses}
    strata = strata_of(bank, attempt.path)
    drawn = [sum(full_id in listed for full_id in row["items"]) for row in strata]
    return drawn != [row["count"] for row in strata] or sum(drawn) != len(listed)


def _quarantined(reason: str, attempt: Attempt) -> Verdict:
    return Verdict("quarantined", (reason,), QUARANTINE[reason], attempt)


def _rejected(reason: str, attempt: Attempt) -> Verdict:
    return Verdict("rejected", (reason,), REJECTIONS[reason], attempt)
