"""Attempt records over HTTP: what is asked, what is done in the ledger, and what is answered."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from coursewright.records.grading import score_text
from coursewright.records.intake.errors import ApiError
from coursewright.records.ledger import time_text
from coursewright.records.results import RESULT_SCHEMA
from coursewright.records.strict_json import RecordError, read_strict

if TYPE_CHECKING:
    from coursewright.records.intake.settings import CourseState, IntakeSettings
    from coursewright.records.ledger import GradedAttempt, Ledger
    from coursewright.records.verify import Verdict

RECEIPT_SCHEMA: Final = "coursewright/receipt/1"
DAY: Final = timedelta(days=1)
EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
REFUSED: Final = frozenset({"quarantined", "rejected"})


def check_batch(raw: bytes, most: int) -> None:
    """Raise unless a body is a JSON array of 1 to `most` values.

    What stands in the array is for the verdicts to say, record by record.

    Raises:
        ApiError: 400.
    """
    try:
        value = read_strict(raw)
    except RecordError as error:
        raise ApiError(400, error.reason, f"The body cannot be read: {error.message}.") from error
    if not isinstance(value, list):
        raise ApiError(400, "not-an-array", "The body is no JSON array of attempt records.")
    if not 1 <= len(value) <= most:
        code = "too-many" if value else "empty"
        raise ApiError(400, code, f"The array holds {len(value)} records, not 1 to {most}.")


def take_attempts(
    ledger: Ledger, state: CourseState, raw: bytes, settings: IntakeSettings
) -> tuple[dict[str, Any], Counter[str]]:
    """Take a checked body into the ledger; return the receipt and how often each status occurs.

    One transaction: when this returns, what the receipt says is durable.
    """
    verdicts = ledger.import_file("intake", raw, settings.clock(), via="intake")
    rows = [
        {
            "attempt": verdict.attempt.id if verdict.attempt else None,
            "status": verdict.status,
            # Flags are prompts for HR to talk; the learner is told none.
            "reason": verdict.reasons[0] if verdict.status in REFUSED else None,
            "message": verdict.message if verdict.status in REFUSED else "",
            "result": _result(ledger, state, verdict, settings),
        }
        for verdict in verdicts
    ]
    counts: Counter[str] = Counter(verdict.status for verdict in verdicts)
    return {"schema": RECEIPT_SCHEMA, "records": rows}, counts


def _result(
    ledger: Ledger, state: CourseState, verdict: Verdict, settings: IntakeSettings
) -> dict[str, Any] | None:
    """Return the result file of a counted record, where its learner may be told it now."""
    attempt = verdict.attempt
    if attempt is None or verdict.status in REFUSED:
        return None
    # A counted record with a link has a verified one: any other link would have been refused.
    if settings.results_for == "enrolled" and attempt.enrolment is None:
        return None
    graded = ledger.graded(attempt.id)
    if graded is None or not _is_told(ledger, state, graded, settings.limits.results_per_day):
        return None
    return result_file(graded)


def _is_told(ledger: Ledger, state: CourseState, graded: GradedAttempt, per_day: int) -> bool:
    """Say whether a result may be told; whoever tries answer after answer could learn the key.

    Attempts received later count too. So a withheld result stays withheld when its record is sent
    again another day.
    """
    if graded.kind != "record":
        return True  # the page of a practice quiz holds its key anyway
    allowed = state.attempts.get(graded.quiz)
    if allowed is not None and ledger.count_attempts(graded.learner, graded.quiz, EVER) > allowed:
        return False
    since = graded.received - DAY
    return ledger.count_attempts(graded.learner, graded.quiz, since) <= per_day


def result_file(graded: GradedAttempt) -> dict[str, Any] | None:
    """Return the result file of an attempt with its objectives; None for one without a score."""
    if graded.score is None:
        return None
    return {
        "schema": RESULT_SCHEMA,
        "course": graded.course,
        "attempt": graded.attempt,
        "quiz": graded.quiz,
        "quiz_version": graded.quiz_version,
        "score": score_text(graded.score),
        "passed": graded.passed,
        "graded": time_text(graded.received),
        "objectives": {name: score_text(part) for name, part in sorted(graded.objectives.items())},
    }
