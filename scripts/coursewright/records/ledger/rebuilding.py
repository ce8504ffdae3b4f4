"""Making the ledger's tables anew from the originals beside them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, select

from coursewright.diagnostics import CoursewrightError
from coursewright.records.banks import checked_bank
from coursewright.records.ledger import tables
from coursewright.records.ledger.database import Database, explained, open_file
from coursewright.records.ledger.database_files import (
    copy_database,
    free_name,
    is_sound,
    remove_database,
    swap_in,
)
from coursewright.records.ledger.original_files import FolderOriginals
from coursewright.records.ledger.original_tables import TableOriginals
from coursewright.records.ledger.people_table import restore_people
from coursewright.records.ledger.shelves import Shelves
from coursewright.records.ledger.statements_table import restore_statements
from coursewright.records.ledger.taking import Taker
from coursewright.records.ledger.values import Rebuilt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Table

    from coursewright.records.ledger.originals import Originals
    from coursewright.records.verify import Authority

DATABASE: Final = "ledger.sqlite"
SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """Kept files that are not as they were kept."""

    missing: tuple[str, ...]
    damaged: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.damaged)

    def sentences(self) -> Iterator[str]:
        """Yield what is wrong, for people."""
        if self.missing:
            yield f"kept files are missing: {_listed(self.missing)}"
        if self.damaged:
            yield f"kept files were changed, their hash is another: {_listed(self.damaged)}"


def find_losses(source: Connection, originals: Originals) -> Loss:
    """Compare the kept files with the names they were given: their own hashes."""
    missing: list[str] = []
    damaged: list[str] = []
    kept = select(tables.files.c.sha256).where(tables.files.c.is_kept == 1)
    for sha256 in source.execute(kept.order_by(tables.files.c.sha256)).scalars():
        raw = originals.raw(source, sha256)
        if raw is None:
            missing.append(sha256)
        elif hashlib.sha256(raw).hexdigest() != sha256:
            damaged.append(sha256)
    return Loss(tuple(missing), tuple(damaged))


def refill(
    target: Connection,
    source: Connection,
    originals: Originals,
    authority: Authority,
    only: Collection[str] | None = None,
    keeper: Originals | None = None,
) -> tuple[str, ...]:
    """Fill empty tables from the originals; return what could not be taken in.

    Args:
        target: where to write, in a transaction; its tables of records are empty.
        source: through which originals that are tables are read; else unused.
        originals: what to take in.
        authority: what verdicts are made from.
        only: take in these files (sha256) and no others.
        keeper: where else to keep what is taken in; None: where it is.
    """
    notes: list[str] = []
    taker, shelves = Taker(target, authority, keeper), Shelves(target)
    receipts = sorted(originals.receipts(source), key=lambda each: (each.received, each.sha256))
    for receipt in receipts:
        if only is not None and receipt.sha256 not in only:
            continue
        raw = originals.raw(source, receipt.sha256)
        is_whole = raw is not None and hashlib.sha256(raw).hexdigest() == receipt.sha256
        shelves.add_file(receipt, is_kept=raw is not None)
        if raw is not None and is_whole:
            taker.take(receipt, raw)
        elif raw is not None:
            notes.append(f"the kept file {receipt.sha256} was changed and is left out")
    for refusal in originals.refusals(source):
        taker.note(refusal)
    people = originals.people(source)
    if people is not None and not (originals.are_tables and source is target):
        restore_people(target, people)
    if not (originals.are_tables and source is target):
        restore_statements(target, originals.statements(source))
    return tuple(notes)


def move_in(database: Database, originals: FolderOriginals, authority: Authority) -> Rebuilt:
    """Fill an empty PostgreSQL ledger with all that a folder keeps, under the same receipts.

    Raises:
        CoursewrightError: the ledger is not empty.
    """
    keeper = TableOriginals()
    with database.write() as db:
        if any(db.execute(select(table).limit(1)).first() for table in tables.CONTENT):
            raise CoursewrightError(
                f"{database.label}: the ledger is not empty, so nothing is moved into it"
            )
        for quiz, version in originals.banks(None):
            bank = originals.find_bank(None, quiz, version)
            if bank is not None:
                keeper.keep_bank(db, checked_bank(bank, quiz, version, f"{quiz} {version}"))
        notes = refill(db, db, originals, authority, None, keeper)
        return _result(db, None, notes)


def rebuild(
    database: Database,
    originals: Originals,
    authority: Authority,
    now: datetime,
    *,
    despite_losses: bool = False,
) -> Rebuilt:
    """Make the tables of a sound database anew, in one transaction; readers see the old ones.

    In place, because a database that others have open cannot be replaced safely. In a folder the
    old one is kept beside it first.

    Raises:
        CoursewrightError: kept files are missing or changed, so that records would be lost.
    """
    before = None
    with database.read() as db:
        loss = find_losses(db, originals)
    if loss and not despite_losses:
        raise CoursewrightError(
            f"{database.label}: {'; '.join(loss.sentences())}. Nothing was done: the database "
            "holds records that could not be made again. Restore the files from a backup, or give "
            "--despite-losses"
        )
    if database.path is not None:
        before = free_name(database.path, now)
        copy_database(database, before)
    with database.write() as db:
        _clear(db, originals)
        notes = refill(db, db, originals, authority)
        return _result(db, before, notes)


def rebuild_folder(
    folder: Path, authority: Authority, now: datetime, *, despite_losses: bool = False
) -> Rebuilt:
    """Make a folder's database anew, whether there is a sound one, a damaged one or none.

    Raises:
        CoursewrightError: it is of a newer version, or see `rebuild`.
    """
    path = folder / DATABASE
    originals = FolderOriginals(folder)
    if is_sound(path):
        database = open_file(path)
        try:
            database.prepare()
            return rebuild(database, originals, authority, now, despite_losses=despite_losses)
        finally:
            database.close()
    fresh = folder / f"{DATABASE}.new"
    with explained(str(path)):
        remove_database(fresh)
    database = open_file(fresh)
    try:
        database.prepare()
        with database.write() as db:
            notes = refill(db, db, originals, authority)
            result = _result(db, None, notes)
    finally:
        database.close()
    # With the last connection SQLite moves everything into the file itself.
    before = swap_in(fresh, path, now)
    return replace(result, before=before)


def _clear(db: Connection, originals: Originals) -> None:
    """Empty the tables of records; of originals that are tables themselves, nothing is touched."""
    derived = (
        tables.item_results,
        tables.objective_results,
        tables.attempts,
        tables.quarantine,
    )
    for table in derived:
        db.execute(delete(table))
    if originals.are_tables:
        kept = select(tables.files.c.sha256)
        db.execute(delete(tables.rejections).where(tables.rejections.c.file.in_(kept)))
        return
    for table in (tables.declared_names, tables.rejections, tables.files):
        db.execute(delete(table))


def _result(db: Connection, before: Path | None, notes: tuple[str, ...]) -> Rebuilt:
    def count(table: Table) -> int:
        return db.execute(select(func.count()).select_from(table)).scalar_one()

    return Rebuilt(
        files=count(tables.files),
        attempts=count(tables.attempts),
        quarantine=count(tables.quarantine),
        before=before,
        notes=notes,
    )


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"
