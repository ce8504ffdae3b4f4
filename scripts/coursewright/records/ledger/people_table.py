"""People of HR's roster in the ledger: whole rosters go in, nobody ever goes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from coursewright.records.ledger import tables
from coursewright.records.ledger.rows import person_of, person_row
from coursewright.records.ledger.values import time_text
from coursewright.records.people import compare_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from coursewright.records.ledger.originals import Originals
    from coursewright.records.people import Person, RosterChange


def read_people(db: Connection) -> tuple[Person, ...]:
    """Return everybody HR ever enrolled, leavers too, by employee id."""
    query = select(tables.people)
    found = map(person_of, db.execute(query).mappings())
    return tuple(sorted(found, key=lambda person: (person.employee_id, person.learner)))


def write_people(
    db: Connection, originals: Originals, roster: Iterable[Person], now: datetime
) -> RosterChange:
    """Take a whole roster; who is missing becomes inactive.

    Args:
        db: a connection with a writing transaction.
        originals: where the roster is kept beside the database.
        roster: everybody HR has.
        now: UTC.
    """
    before = {person.learner: person for person in read_people(db)}
    wanted = {person.learner: person for person in roster}
    change = compare_people(before.values(), wanted.values())
    for learner, person in before.items():
        if learner not in wanted:
            wanted[learner] = replace(person, is_active=False)
    changed = [each for learner, each in wanted.items() if before.get(learner) != each]
    _replace(db, [person_row(person, time_text(now)) for person in changed])
    query = select(tables.people).order_by(tables.people.c.learner)
    rows = [dict(row) for row in db.execute(query).mappings()]
    if changed or originals.people(db) != rows:
        originals.keep_people(db, rows)
    return change


def restore_people(db: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Put the kept rows of a roster back."""
    db.execute(delete(tables.people))
    if rows:
        db.execute(tables.people.insert(), rows)


def _replace(db: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        learners = [{"of": row["learner"]} for row in rows]
        old = delete(tables.people).where(tables.people.c.learner == bindparam("of"))
        db.execute(old, learners)
        db.execute(tables.people.insert(), rows)
