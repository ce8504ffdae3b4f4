"""Everything a ledger holds, to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.records.crafting import ring
from tests.records.samples import authority, bank, banks

from coursewright.records.ledger import Ledger, tables
from coursewright.records.ledger.auditing import content_lines

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.records.banks import Banks

OTHER_VERSION = "f" * 32
# Responses of a record that is rejected once its bank is known.
TWICE = [{"item": "final/one", "response": "a", "ms": 1}] * 2


def open_ledger(location: Path | str, known: Banks | None = None) -> Ledger:
    """Open a ledger that knows the sample bank and no keys of HR."""
    return Ledger(location, authority(known))


def open_with_keys(location: Path | str, known: Banks | None = None) -> Ledger:
    """Open a ledger that knows the sample bank and HR's key."""
    return Ledger(location, authority(known, ring()))


def both_banks() -> Banks:
    """Return banks that know the other version too."""
    return banks(bank(), bank(version=OTHER_VERSION))


def dump(ledger: Ledger) -> dict[str, list[Any]]:
    """Return every row of every table that a rebuild must reproduce."""
    with ledger._database.read() as db:
        return {table.name: list(content_lines(db, table)) for table in tables.CONTENT}


def contents(ledger: Ledger) -> tuple[Any, ...]:
    """Return everything reports are made from."""
    waiting = [(each.attempt, each.digest, each.reason) for each in ledger.quarantine()]
    return (ledger.attempts(), waiting)


def rows(ledger: Ledger, query: str) -> list[tuple[Any, ...]]:
    """Return what a query says, past all our own code."""
    with ledger._database.read() as db:
        return [tuple(row) for row in db.exec_driver_sql(query)]
