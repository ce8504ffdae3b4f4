"""Originals as rows of the PostgreSQL database itself: one backup holds everything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coursewright.generating.canonical import canonical_json
from coursewright.records.ledger import tables
from coursewright.records.ledger.originals import Bank, Receipt, Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection


class TableOriginals:
    """Originals in tables; they are kept with the caller's commit."""

    are_tables = True

    def receipt(self, db: Connection, sha256: str) -> Receipt | None:
        """Return the receipt of a file that came before; None for a new one."""
        query = select(*_receipt_columns()).where(tables.files.c.sha256 == sha256)
        row = db.execute(query).first()
        return None if row is None else Receipt(*row)

    def keep_file(self, db: Connection, receipt: Receipt, raw: bytes) -> None:
        """Keep a file's content; its receipt is the row of `files`."""
        if self.raw(db, receipt.sha256) is None:
            row = {"sha256": receipt.sha256, "content": raw}
            db.execute(tables.raw_files.insert(), row)

    def keep_refusal(self, db: Connection, receipt: Receipt, refusal: Refusal) -> None:
        """Do nothing: the rows of `rejections` and `declared_names` say it all."""

    def keep_bank(self, db: Connection, bank: Bank) -> None:
        """Keep a bank that graded; the first one of a version stays."""
        quiz, version = bank["quiz"], bank["version"]
        if self.find_bank(db, quiz, version) is None:
            row = {"quiz": quiz, "version": version, "bank": canonical_json(bank).decode()}
            db.execute(tables.banks.insert(), row)

    def keep_people(self, db: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Do nothing: the table is the original."""

    def keep_statements(self, db: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Do nothing: the table is the original."""

    def raw(self, db: Connection, sha256: str) -> bytes | None:
        """Return a file as it came; None where it is not there."""
        table = tables.raw_files
        found = db.execute(select(table.c.content).where(table.c.sha256 == sha256)).scalar()
        return None if found is None else bytes(found)

    def receipts(self, db: Connection) -> Iterator[Receipt]:
        """Yield every receipt, by sha256."""
        for row in db.execute(select(*_receipt_columns()).order_by(tables.files.c.sha256)):
            yield Receipt(*row)

    def refusals(self, db: Connection) -> Iterator[Refusal]:
        """Yield what was refused of files that were not kept, and every name on a file."""
        rejections, names = tables.rejections.c, tables.declared_names.c
        kept = select(tables.files.c.sha256)
        query = select(tables.rejections).where(rejections.file.not_in(kept))
        refused = tuple(Refused(**row) for row in db.execute(query).mappings())
        pairs = db.execute(select(names.digest, names.name))
        yield Refusal(refused, tuple((row.digest, row.name) for row in pairs))

    def find_bank(self, db: Connection, quiz: str, version: str) -> Bank | None:
        """Return a kept bank, unchecked; None for a version that graded nothing here."""
        table = tables.banks
        query = select(table.c.bank).where(table.c.quiz == quiz, table.c.version == version)
        found = db.execute(query).scalar()
        if found is None:
            return None
        value: Bank = json.loads(found)
        return value

    def banks(self, db: Connection) -> Iterator[tuple[str, str]]:
        """Yield (quiz, version) of every kept bank."""
        table = tables.banks
        query = select(table.c.quiz, table.c.version).order_by(table.c.quiz, table.c.version)
        yield from ((row.quiz, row.version) for row in db.execute(query))

    def people(self, db: Connection) -> list[dict[str, Any]] | None:
        """Return the rows of the roster."""
        query = select(tables.people).order_by(tables.people.c.learner)
        return [dict(row) for row in db.execute(query).mappings()]

    def statements(self, db: Connection) -> Iterator[dict[str, Any]]:
        """Yield the rows of every statement."""
        for row in db.execute(select(tables.statements)).mappings():
            yield dict(row)

    def strays(self, db: Connection) -> Iterator[str]:
        """Yield nothing: a transaction leaves nothing behind."""
        del db
        yield from ()


def _receipt_columns() -> tuple[Any, ...]:
    columns = tables.files.c
    return (columns.sha256, columns.name, columns.size, columns.received, columns.via)
