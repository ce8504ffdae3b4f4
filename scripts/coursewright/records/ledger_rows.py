"""Ledger rows: from a verdict into columns, and from columns into values for reports."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from coursewright.records.attempt import read_attempt
from coursewright.records.folding import fold
from coursewright.records.grading import score_text
from coursewright.records.strict_json import read_strict_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.records.attempt import Attempt
    from coursewright.records.grading import AttemptResult


@dataclass(frozen=True, slots=True)
class LedgerAttempt:
    """One graded attempt, as the ledger holds it."""

    attempt: str
    learner: str
    """Opaque id; of self-declared learners a digest of the name they typed."""
    name: str | None
    is_self_declared: bool
    course: str
    quiz: str
    quiz_version: str
    quiz_title: str
    kind: str
    module: str | None
    language: str
    started: datetime
    submitted: datetime
    received: datetime
    tz_offset: int
    score: Fraction | None
    mastery_score: Fraction | None
    passed: bool | None
    flags: tuple[str, ...]

    @property
    def when(self) -> datetime:
        """When it was submitted; the time of receipt where the device's clock was ahead."""
        return min(self.submitted, self.received)


@dataclass(frozen=True, slots=True)
class QuarantinedRecord:
    """A record that waits: for its bank, or for a person's decision."""

    attempt: str
    digest: str
    file: str
    """sha256 of the file it came in."""
    file_name: str
    received: str
    reason: str
    name: str | None
    """Whose it says it is."""
    quiz: str
    submitted: str


def learner_id(attempt: str, name: str | None) -> str:
    """Return the id under which an attempt counts, while no personal link can be verified.

    Equal names (case and accents aside) are one learner; without a name nothing ties two attempts
    together, and joining them would mix people.

    Args:
        attempt: the attempt's id.
        name: the declared name, or None.
    """
    if name is None:
        return f"no-name-{attempt[:8]}"
    folded = fold(name) or name
    return "name-" + hashlib.sha256(folded.encode()).hexdigest()[:12]


def time_text(moment: datetime) -> str:
    """Return a time as records spell it: `2026-11-21T10:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def attempt_row(
    attempt: Attempt,
    bank: Mapping[str, Any],
    result: AttemptResult,
    flags: tuple[str, ...],
) -> dict[str, Any]:
    """Return the columns of an attempt, without the file's ones (`file`, `received`)."""
    return {
        "attempt": attempt.id,
        "digest": attempt.digest,
        "learner": learner_id(attempt.id, attempt.declared_name),
        "name": attempt.declared_name,
        "is_self_declared": 1,
        "course": attempt.course,
        "quiz": attempt.quiz,
        "quiz_version": attempt.quiz_version,
        "quiz_title": bank["title"],
        "kind": bank["kind"],
        "module": bank["module"],
        "language": attempt.language,
        "seq": attempt.seq,
        "previous": attempt.previous,
        "started": time_text(attempt.started),
        "submitted": time_text(attempt.submitted),
        "tz_offset": attempt.tz_offset,
        "score": _exact(result.score),
        "score_decimal": _decimal(result.score),
        "mastery_score": bank["mastery_score"],
        "passed": None if result.passed is None else int(result.passed),
        "flags": json.dumps(list(flags)),
        "record": attempt.raw.decode(),
    }


def item_rows(attempt: Attempt, result: AttemptResult) -> Iterator[dict[str, Any]]:
    """Yield the columns of each item result, in the drawn order."""
    for position, item in enumerate(result.items):
        yield {
            "attempt": attempt.id,
            "position": position,
            "item": item.item,
            "objective": item.objective,
            "points": item.points,
            "score": _exact(item.score),
            "score_decimal": _decimal(item.score),
            "ms": attempt.responses[position]["ms"],
        }


def objective_rows(attempt: Attempt, result: AttemptResult) -> Iterator[dict[str, Any]]:
    """Yield the columns of each objective's score."""
    for objective, score in result.objective_scores().items():
        yield {
            "attempt": attempt.id,
            "objective": objective,
            "score": _exact(score),
            "score_decimal": _decimal(score),
        }


def ledger_attempt(
    row: Mapping[str, Any], *, has_gap: bool, name: str | None = None
) -> LedgerAttempt:
    """Return the value of a row of `attempts`.

    Args:
        row: the columns.
        has_gap: the record before it in its chain has never arrived. Decided when reading, so
            that the order of imports plays no part.
        name: whose it is as far as the whole ledger knows (`naming.find_names`).
    """
    flags = list(json.loads(row["flags"]))
    if row["name"] is None and name is not None:
        flags = ["name-inferred" if flag == "no-name" else flag for flag in flags]
    return LedgerAttempt(
        attempt=row["attempt"],
        learner=learner_id(row["attempt"], name),
        name=name,
        is_self_declared=bool(row["is_self_declared"]),
        course=row["course"],
        quiz=row["quiz"],
        quiz_version=row["quiz_version"],
        quiz_title=row["quiz_title"],
        kind=row["kind"],
        module=row["module"],
        language=row["language"],
        started=datetime.fromisoformat(row["started"]),
        submitted=datetime.fromisoformat(row["submitted"]),
        received=datetime.fromisoformat(row["received"]),
        tz_offset=row["tz_offset"],
        score=_fraction(row["score"]),
        mastery_score=_fraction(row["mastery_score"]),
        passed=None if row["passed"] is None else bool(row["passed"]),
        flags=(*flags, "chain-gap") if has_gap else tuple(flags),
    )


def quarantined_record(row: Mapping[str, Any]) -> QuarantinedRecord:
    """Return the value of a row of `quarantine` with `file_name` and the `declared` name."""
    attempt = read_attempt(read_strict_text(row["record"]))
    return QuarantinedRecord(
        attempt=row["attempt"],
        digest=row["digest"],
        file=row["file"],
        file_name=row["file_name"],
        received=row["received"],
        reason=row["reason"],
        name=attempt.declared_name or row["declared"],
        quiz=attempt.quiz,
        submitted=time_text(attempt.submitted),
    )


def _exact(score: Fraction | None) -> str | None:
    return None if score is None else str(score)


def _decimal(score: Fraction | None) -> str | None:
    return None if score is None else score_text(score)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
