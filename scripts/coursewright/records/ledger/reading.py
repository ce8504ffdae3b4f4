"""Reading the ledger: attempts with all that other records say about them, and what waits."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coursewright.records.ledger import tables
from coursewright.records.ledger.people_table import read_people
from coursewright.records.ledger.rows import ledger_attempt, moment, quarantined_record
from coursewright.records.ledger.values import (
    GradedAttempt,
    LedgerAttempt,
    QuarantinedRecord,
    self_declared_id,
    time_text,
)
from coursewright.records.naming import Link, find_names
from coursewright.records.patterns import Trace, find_patterns

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, RowMapping

_ALL = tables.attempts.c
# Without the records' texts: they are most of the database, and no report needs them.
_COLUMNS = tuple(column for column in _ALL if column.name not in {"record", "key_id", "link_id"})


def read_attempts(db: Connection) -> tuple[LedgerAttempt, ...]:
    """Return every graded attempt, by time of submission."""
    files = tables.files.c
    query = (
        select(*_COLUMNS, files.via)
        .join(tables.files, files.sha256 == _ALL.file)
        .order_by(_ALL.submitted, _ALL.attempt)
    )
    rows = db.execute(query).mappings().all()
    names = find_names(map(_link, rows), _declared_names(db))
    patterns = find_patterns((_trace(row, names) for row in rows), _uncounted(db))
    people = {person.learner: person for person in read_people(db)}
    return tuple(
        ledger_attempt(
            row,
            patterns.get(row["digest"], ()),
            names.get(row["digest"]),
            None if row["is_self_declared"] else people.get(row["learner"]),
        )
        for row in rows
    )


def read_quarantine(db: Connection) -> tuple[QuarantinedRecord, ...]:
    """Return what waits in quarantine, by attempt id."""
    q, files = tables.quarantine.c, tables.files.c
    query = (
        select(tables.quarantine, files.name.label("file_name"))
        .join(tables.files, files.sha256 == q.file)
        .order_by(q.attempt, q.digest)
    )
    declared = _declared_names(db)
    rows = db.execute(query).mappings()
    return tuple(quarantined_record(row, declared.get(row["digest"])) for row in rows)


def read_graded(db: Connection, attempt_id: str) -> GradedAttempt | None:
    """Return what a learner may be told about an attempt; None where it does not count."""
    row = db.execute(select(*_COLUMNS).where(_ALL.attempt == attempt_id)).mappings().first()
    if row is None:
        return None
    o = tables.objective_results.c
    query = select(o.objective, o.score).where(o.attempt == attempt_id).order_by(o.objective)
    return GradedAttempt(
        attempt=row["attempt"],
        learner=row["learner"],
        course=row["course"],
        quiz=row["quiz"],
        quiz_version=row["quiz_version"],
        kind=row["kind"],
        received=moment(row["received"]),
        score=None if row["score"] is None else Fraction(row["score"]),
        passed=None if row["passed"] is None else bool(row["passed"]),
        objectives={objective: Fraction(score) for objective, score in db.execute(query)},
    )


def read_record(db: Connection, attempt_id: str) -> bytes | None:
    """Return the record of a counted attempt, as canonical JSON."""
    found = db.execute(select(_ALL.record).where(_ALL.attempt == attempt_id)).scalar()
    return None if found is None else found.encode()


def count_attempts(db: Connection, learner: str, quiz: str, since: datetime) -> int:
    """Return how many counted attempts at a quiz came from a learner since a moment.

    By our clock, not by that of the device, which may say anything.
    """
    query = select(func.count()).where(
        _ALL.learner == learner, _ALL.quiz == quiz, _ALL.received >= time_text(since)
    )
    return db.execute(query).scalar_one()


def _link(row: RowMapping) -> Link:
    return Link(
        row["digest"],
        row["previous"],
        row["seq"],
        row["name"],
        is_enrolled=not row["is_self_declared"],
    )


def _trace(row: RowMapping, names: dict[str, str]) -> Trace:
    is_enrolled = not row["is_self_declared"]
    name = names.get(row["digest"])
    return Trace(
        digest=row["digest"],
        learner=row["learner"] if is_enrolled else self_declared_id(row["attempt"], name),
        is_enrolled=is_enrolled,
        device=row["device"],
        seq=row["seq"],
        previous=row["previous"],
        quiz=row["quiz"],
        fingerprint=row["fingerprint"],
    )


def _declared_names(db: Connection) -> dict[str, str]:
    """Return digest -> the name on the files around it, the first of several by the alphabet."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for digest, name in db.execute(select(tables.declared_names)):
        names[digest].append(name)
    return {digest: min(each) for digest, each in names.items()}


def _uncounted(db: Connection) -> set[str]:
    """Return the digests of records that arrived and are not counted."""
    columns = (tables.quarantine.c.digest, tables.rejections.c.digest)
    return {digest for column in columns for digest in db.execute(select(column)).scalars()}
