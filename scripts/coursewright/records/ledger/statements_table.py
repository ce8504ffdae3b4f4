"""xAPI statements in the ledger: kept once, found by what xAPI lets one ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, or_, select

from coursewright.records.ledger import tables
from coursewright.records.ledger.rows import precise_text, statement_of, statement_row
from coursewright.records.ledger.values import StatementConflictError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from coursewright.records.ledger.originals import Originals
    from coursewright.records.ledger.values import StatementQuery, StoredStatement

_C = tables.statements.c
_VOIDING = tables.statements.alias("voiding")
# A statement that voids another cannot itself be voided (xAPI 1.0.3 part two, 2.3.2).
_IS_VOIDED: ColumnElement[bool] = and_(
    _C.voids.is_(None), exists().where(_VOIDING.c.voids == _C.id)
)


def write_statements(
    db: Connection, originals: Originals, statements: Sequence[StoredStatement]
) -> tuple[str, ...]:
    """Store a batch, all or nothing; return the ids that are new.

    A statement that is stored already stays as it was (xAPI 1.0.3 part three, 2.1.1 and 2.1.2).

    Raises:
        StatementConflictError: an id belongs to another statement.
    """
    present = _present(db, [statement.id for statement in statements])
    new: dict[str, StoredStatement] = {}
    conflicts: set[str] = set()
    for statement in statements:
        known = present.get(statement.id)
        if known is None:
            new[statement.id] = statement
            present[statement.id] = statement.digest
        elif known != statement.digest:
            conflicts.add(statement.id)
    if conflicts:
        raise StatementConflictError(tuple(sorted(conflicts)))
    rows = [statement_row(statement) for statement in new.values()]
    if rows:
        originals.keep_statements(db, rows)
        db.execute(tables.statements.insert(), rows)
    return tuple(new)


def read_statement(db: Connection, statement_id: str) -> StoredStatement | None:
    """Return the statement with an id, voided or not; None where there is none."""
    row = db.execute(_selected().where(_C.id == statement_id)).mappings().first()
    return None if row is None else statement_of(row)


def find_statements(db: Connection, query: StatementQuery) -> tuple[StoredStatement, ...]:
    """Return the statements that a query asks for; voided ones are left out."""
    conditions: list[ColumnElement[bool]] = [~_IS_VOIDED]
    for column, wanted in (
        (_C.verb, query.verb),
        (_C.activity, query.activity),
        (_C.agent, query.agent),
        (_C.registration, query.registration),
    ):
        if wanted is not None:
            conditions.append(column == wanted)
    if query.since is not None:
        conditions.append(_C.stored > precise_text(query.since))
    if query.until is not None:
        conditions.append(_C.stored <= precise_text(query.until))
    if query.after is not None:
        conditions.append(_is_behind(query))
    order = (_C.stored, _C.id) if query.ascending else (_C.stored.desc(), _C.id.desc())
    found = _selected().where(and_(*conditions)).order_by(*order).limit(query.limit)
    return tuple(map(statement_of, db.execute(found).mappings()))


def restore_statements(db: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Put kept statements back.

    One id comes twice where storing it broke off and it was sent again: then the later is the one
    that was acknowledged.
    """
    best: dict[str, dict[str, Any]] = {}
    for row in rows:
        known = best.get(row["id"])
        if known is None or (known["stored"], known["digest"]) < (row["stored"], row["digest"]):
            best[row["id"]] = row
    present = _present(db, list(best))
    new = [row for statement_id, row in sorted(best.items()) if statement_id not in present]
    if new:
        db.execute(tables.statements.insert(), new)


def _present(db: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return id -> digest of those that are stored."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), 1_000):
        query = select(_C.id, _C.digest).where(_C.id.in_(ids[start : start + 1_000]))
        found.update({row.id: row.digest for row in db.execute(query)})
    return found


def _selected() -> Select[Any]:
    return select(tables.statements, _IS_VOIDED.label("voided"))


def _is_behind(query: StatementQuery) -> ColumnElement[bool]:
    """Return the condition that a statement stands behind the last one of the page before."""
    if query.after is None:
        raise ValueError("there is no page before")
    stored, statement_id = precise_text(query.after[0]), query.after[1]
    if query.ascending:
        return or_(_C.stored > stored, and_(_C.stored == stored, _C.id > statement_id))
    return or_(_C.stored < stored, and_(_C.stored == stored, _C.id < statement_id))
