"""Result files: what HR hands back to a learner for a graded record attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coursewright.records.grading import score_text
from coursewright.records.ledger import time_text

if TYPE_CHECKING:
    from coursewright.records.ledger import LedgerAttempt

RESULT_SCHEMA: Final = "coursewright/result/1"


def result_value(attempt: LedgerAttempt) -> dict[str, Any] | None:
    """Return the JSON value of a result file; None for an attempt without a score."""
    if attempt.score is None:
        return None
    return {
        "schema": RESULT_SCHEMA,
        "course": attempt.course,
        "attempt": attempt.attempt,
        "quiz": attempt.quiz,
        "quiz_version": attempt.quiz_version,
        "score": score_text(attempt.score),
        "passed": attempt.passed,
        "graded": time_text(attempt.received),
    }
