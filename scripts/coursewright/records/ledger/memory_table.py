"""What the ledger remembers only to spare work, such as what was sent where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select

from coursewright.records.ledger import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

_C: Final = tables.memory.c
AT_ONCE: Final = 1_000


def read_memory(db: Connection, place: str) -> dict[str, str]:
    """Return the values of a place."""
    query = select(_C.key, _C.value).where(_C.place == place)
    return {row.key: row.value for row in db.execute(query)}


def write_memory(db: Connection, place: str, values: Mapping[str, str]) -> None:
    """Put values in place of those with the same keys."""
    rows = [{"place": place, "key": key, "value": value} for key, value in values.items()]
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        keys = [row["key"] for row in part]
        db.execute(delete(tables.memory).where(_C.place == place, _C.key.in_(keys)))
        db.execute(tables.memory.insert(), part)
