"""Ledger rows: from a verdict into columns, and from columns into values."""

from __future__ import annotations

import json
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.records.attempt import read_attempt
from coursewright.records.grading import score_text
from coursewright.records.ledger.values import (
    LedgerAttempt,
    QuarantinedRecord,
    StoredStatement,
    self_declared_id,
    time_text,
)
from coursewright.records.patterns import fingerprint
from coursewright.records.people import Person
from coursewright.records.strict_json import read_strict_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import RowMapping

    from coursewright.records.attempt import Attempt
    from coursewright.records.enrolment import Enrolment
    from coursewright.records.grading import AttemptResult
    from coursewright.records.verify import Verdict

Row = dict[str, "Any"]


def attempt_row(verdict: Verdict, file: str, received: str) -> Row:
    """Return the columns of a graded attempt.

    Args:
        verdict: of a record that counts.
        file: sha256 of the file it came in.
        received: when that came.

    Raises:
        ValueError: the verdict is of a record that does not count.
    """
    attempt, bank, result = verdict.attempt, verdict.bank, verdict.result
    if attempt is None or bank is None or result is None:
        raise ValueError("only a graded attempt can be stored")
    link = verdict.enrolment
    declared = self_declared_id(attempt.id, attempt.declared_name)
    return {
        "attempt": attempt.id,
        "digest": attempt.digest,
        "file": file,
        "received": received,
        "learner": declared if link is None else link.learner,
        "name": attempt.declared_name,
        "is_self_declared": int(link is None),
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
        **_grade(result),
        "mastery_score": bank["mastery_score"],
        "flags": json.dumps(list(verdict.reasons)),
        "record": attempt.raw.decode(),
        "device": attempt.device,
        **_link(link),
        "fingerprint": fingerprint(attempt.responses),
    }


def _grade(result: AttemptResult) -> Row:
    return {
        "score": _exact(result.score),
        "score_decimal": _decimal(result.score),
        "passed": None if result.passed is None else int(result.passed),
    }


def _link(link: Enrolment | None) -> Row:
    return {
        "key_id": None if link is None else link.kid,
        "link_id": None if link is None else link.id,
    }


def item_rows(attempt: Attempt, result: AttemptResult) -> Iterator[Row]:
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


def objective_rows(attempt: Attempt, result: AttemptResult) -> Iterator[Row]:
    """Yield the columns of each objective's score."""
    for objective, score in result.objective_scores().items():
        yield {
            "attempt": attempt.id,
            "objective": objective,
            "score": _exact(score),
            "score_decimal": _decimal(score),
        }


def ledger_attempt(
    row: RowMapping, flags: tuple[str, ...], name: str | None, person: Person | None
) -> LedgerAttempt:
    """Return the value of a row of `attempts` joined with the `via` of its file.

    Args:
        row: the columns.
        flags: what all records say together about this one (`patterns.find_patterns`).
        name: whose it is as far as the whole ledger knows (`naming.find_names`).
        person: of an enrolled learner who is on HR's roster.
    """
    is_enrolled = not row["is_self_declared"]
    return LedgerAttempt(
        attempt=row["attempt"],
        learner=row["learner"] if is_enrolled else self_declared_id(row["attempt"], name),
        name=(person.name or None) if person is not None else name,
        is_self_declared=not is_enrolled,
        course=row["course"],
        quiz=row["quiz"],
        quiz_version=row["quiz_version"],
        quiz_title=row["quiz_title"],
        kind=row["kind"],
        module=row["module"],
        language=row["language"],
        started=moment(row["started"]),
        submitted=moment(row["submitted"]),
        received=moment(row["received"]),
        tz_offset=row["tz_offset"],
        score=_fraction(row["score"]),
        mastery_score=_fraction(row["mastery_score"]),
        passed=None if row["passed"] is None else bool(row["passed"]),
        flags=_own_flags(row, name) + flags,
        is_enrolled=is_enrolled,
        person=person,
        device=row["device"],
        is_signed=row["device"] is not None,
        via=row["via"],
        digest=row["digest"],
    )


def _own_flags(row: RowMapping, name: str | None) -> tuple[str, ...]:
    own = flags_of(row["flags"])
    if row["name"] is not None or name is None:
        return own
    return tuple("name-inferred" if flag == "no-name" else flag for flag in own)


def quarantined_record(row: RowMapping, declared: str | None) -> QuarantinedRecord:
    """Return the value of a row of `quarantine` with its `file_name`.

    Args:
        row: the columns.
        declared: the name on the file around it.
    """
    attempt = read_attempt(read_strict_text(row["record"]))
    return QuarantinedRecord(
        attempt=row["attempt"],
        digest=row["digest"],
        file=row["file"],
        file_name=row["file_name"],
        received=row["received"],
        reason=row["reason"],
        name=attempt.declared_name or (declared if attempt.enrolment is None else None),
        quiz=attempt.quiz,
        submitted=time_text(attempt.submitted),
    )


def person_row(person: Person, updated: str) -> Row:
    """Return the columns of somebody on the roster.

    Args:
        person: who.
        updated: when HR last said anything new about them.
    """
    return {
        "learner": person.learner,
        "employee_id": person.employee_id,
        "name": person.name,
        "email": person.email,
        "department": person.department,
        "manager": person.manager,
        "location": person.location,
        "hire_date": None if person.hire_date is None else person.hire_date.isoformat(),
        "language": person.language,
        "path": person.path,
        "is_active": int(person.is_active),
        "updated": updated,
    }


def person_of(row: RowMapping) -> Person:
    """Return the value of a row of `people`."""
    hired = row["hire_date"]
    return Person(
        learner=row["learner"],
        employee_id=row["employee_id"],
        name=row["name"],
        email=row["email"],
        department=row["department"],
        manager=row["manager"],
        location=row["location"],
        hire_date=None if hired is None else date.fromisoformat(hired),
        language=row["language"],
        path=row["path"],
        is_active=bool(row["is_active"]),
    )


def statement_row(statement: StoredStatement) -> Row:
    """Return the columns of a statement."""
    return {
        "id": statement.id,
        "digest": statement.digest,
        "stored": precise_text(statement.stored),
        "timestamp": precise_text(statement.timestamp),
        "verb": statement.verb,
        "activity": statement.activity,
        "agent": statement.agent,
        "registration": statement.registration,
        "voids": statement.voids,
        "statement": statement.statement.decode(),
    }


def statement_of(row: RowMapping) -> StoredStatement:
    """Return the value of a row of `statements` with its `voided`."""
    return StoredStatement(
        id=row["id"],
        digest=row["digest"],
        stored=moment(row["stored"]),
        timestamp=moment(row["timestamp"]),
        verb=row["verb"],
        activity=row["activity"],
        agent=row["agent"],
        registration=row["registration"],
        statement=row["statement"].encode(),
        voids=row["voids"],
        voided=bool(row["voided"]),
    )


def precise_text(time: datetime) -> str:
    """Return a UTC time with its microseconds; such texts sort as the times do."""
    return time_text(time)[:-4] + f"{time.microsecond:06d}Z"


moment = lru_cache(maxsize=4_096)(datetime.fromisoformat)


@lru_cache(maxsize=1_024)
def flags_of(text: str) -> tuple[str, ...]:
    """Return the flags of a record as its row holds them."""
    return tuple(json.loads(text))


def _exact(score: Fraction | None) -> str | None:
    return None if score is None else str(score)


def _decimal(score: Fraction | None) -> str | None:
    return None if score is None else score_text(score)


@lru_cache(maxsize=4_096)
def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
