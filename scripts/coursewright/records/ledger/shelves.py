"""The tables of records as the import sees them: what is there, what comes, what goes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from coursewright.records.ledger import tables
from coursewright.records.ledger.rows import attempt_row, item_rows, objective_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection, Table

    from coursewright.records.attempt import Attempt
    from coursewright.records.ledger.originals import Receipt, Refused
    from coursewright.records.verify import Verdict


@dataclass(frozen=True, slots=True)
class Held:
    """A record in the ledger."""

    digest: str
    attempt: str
    received: str
    file: str
    reason: str | None
    """Why it waits; None: it counts."""

    @property
    def source(self) -> tuple[str, str]:
        """Where it came from first."""
        return (self.received, self.file)


@dataclass(slots=True)
class Group:
    """What the ledger holds of one attempt id."""

    mine: dict[str, Held] = field(default_factory=dict)
    """Digest -> row, of the records that are looked at."""
    counted: Held | None = None
    counted_is_other: bool = False
    """The counted one is none of those."""
    contested_others: int = 0
    """How many others contest the id."""


class Shelves:
    """Reads and writes the tables of records inside one transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def groups(self, ids: Collection[str], digests: Collection[str]) -> dict[str, Group]:
        """Return for each attempt id what the ledger holds of it."""
        groups = {attempt_id: Group() for attempt_id in ids}
        a, q = tables.attempts.c, tables.quarantine.c
        counted = select(a.digest, a.attempt, a.received, a.file).where(a.attempt.in_(ids))
        for each in self._db.execute(counted):
            held = Held(each.digest, each.attempt, each.received, each.file, None)
            group = groups[held.attempt]
            group.counted = held
            group.counted_is_other = held.digest not in digests
            if not group.counted_is_other:
                group.mine[held.digest] = held
        columns = (q.digest, q.attempt, q.received, q.file, q.reason)
        for row in self._db.execute(select(*columns).where(q.digest.in_(digests))):
            groups[row.attempt].mine[row.digest] = Held(*row)
        contested = (
            select(q.attempt, func.count())
            .where(q.attempt.in_(ids), q.reason == "conflict")
            .group_by(q.attempt)
        )
        for attempt_id, count in self._db.execute(contested):
            group = groups[attempt_id]
            mine = sum(held.reason == "conflict" for held in group.mine.values())
            group.contested_others = count - mine
        return groups

    def waiting(self) -> list[tuple[Held, str]]:
        """Return what waits for anything but a person's decision, with the records' texts."""
        q = tables.quarantine.c
        columns = (q.digest, q.attempt, q.received, q.file, q.reason, q.record)
        query = select(*columns).where(q.reason != "conflict").order_by(q.digest)
        return [(Held(*row[:5]), row.record) for row in self._db.execute(query)]

    def contested(self, attempt_id: str) -> tuple[Held, str]:
        """Return the one contested record of an attempt id, with its text."""
        q = tables.quarantine.c
        columns = (q.digest, q.attempt, q.received, q.file, q.reason, q.record)
        query = select(*columns).where(q.attempt == attempt_id, q.reason == "conflict")
        row = self._db.execute(query).one()
        return Held(*row[:5]), row.record

    def has_file(self, sha256: str) -> bool:
        """Say whether a file is among those that were kept."""
        query = select(tables.files.c.sha256).where(tables.files.c.sha256 == sha256)
        return self._db.execute(query).first() is not None

    def file_names(self, files: Collection[str]) -> dict[str, str]:
        """Return sha256 -> name."""
        if not files:
            return {}
        c = tables.files.c
        query = select(c.sha256, c.name).where(c.sha256.in_(files))
        return {row.sha256: row.name for row in self._db.execute(query)}

    def add_file(self, receipt: Receipt, *, is_kept: bool = True) -> None:
        """Add a kept file, unless it is there."""
        c = tables.files.c
        query = select(c.is_kept).where(c.sha256 == receipt.sha256)
        present = self._db.execute(query).scalar()
        if present is None:
            row = asdict(receipt) | {"is_kept": int(is_kept)}
            self._db.execute(tables.files.insert(), row)
        elif is_kept and not present:
            change = tables.files.update().where(c.sha256 == receipt.sha256)
            self._db.execute(change, {"is_kept": 1})

    def remove(self, rows: Iterable[Held]) -> None:
        """Remove records, with all that hangs on them."""
        for held in rows:
            table = tables.attempts if held.reason is None else tables.quarantine
            self._db.execute(delete(table).where(table.c.digest == held.digest))

    def set_aside(self, rows: Iterable[Held]) -> None:
        """Move counted records to quarantine, because they have rivals."""
        for held in rows:
            c = tables.attempts.c
            record = self._db.execute(select(c.record).where(c.digest == held.digest)).scalar_one()
            self.remove([held])
            self._insert(tables.quarantine, [_waiting_row(held, "conflict", record)])

    def add_waiting(self, rows: Sequence[tuple[Attempt, Held]]) -> None:
        """Add records to quarantine."""
        self._insert(
            tables.quarantine,
            [_waiting_row(held, held.reason or "", attempt.raw.decode()) for attempt, held in rows],
        )

    def add_counted(self, rows: Sequence[tuple[Verdict, Held]]) -> None:
        """Add graded attempts with their items and objectives."""
        attempts: list[dict[str, Any]] = []
        items: list[dict[str, Any]] = []
        objectives: list[dict[str, Any]] = []
        for verdict, held in rows:
            attempts.append(attempt_row(verdict, held.file, held.received))
            if verdict.attempt is not None and verdict.result is not None:
                items += item_rows(verdict.attempt, verdict.result)
                objectives += objective_rows(verdict.attempt, verdict.result)
        self._insert(tables.attempts, attempts)
        self._insert(tables.item_results, items)
        self._insert(tables.objective_results, objectives)

    def add_refused(self, rows: Sequence[Refused]) -> None:
        """Log what was refused; of the same thing the one that came first."""
        if not rows:
            return
        c = tables.rejections.c
        digests = {row.digest for row in rows}
        query = select(c.digest, c.reason, c.received, c.file).where(c.digest.in_(digests))
        found = self._db.execute(query)
        known = {(row.digest, row.reason): (row.received, row.file) for row in found}
        for row in rows:
            key = (row.digest, row.reason)
            if key in known and known[key] <= (row.received, row.file):
                continue
            if key in known:
                is_old = (c.digest == row.digest, c.reason == row.reason)
                self._db.execute(delete(tables.rejections).where(*is_old))
            self._insert(tables.rejections, [asdict(row)])
            known[key] = (row.received, row.file)

    def add_names(self, pairs: Collection[tuple[str, str]]) -> None:
        """Remember the names on the files around records."""
        if not pairs:
            return
        c = tables.declared_names.c
        query = select(c.digest, c.name).where(c.digest.in_({digest for digest, _ in pairs}))
        known = {(row.digest, row.name) for row in self._db.execute(query)}
        new = sorted(set(pairs) - known)
        self._insert(
            tables.declared_names, [{"digest": digest, "name": name} for digest, name in new]
        )

    def _insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._db.execute(table.insert(), rows)


def _waiting_row(held: Held, reason: str, record: str) -> dict[str, str]:
    return {
        "digest": held.digest,
        "attempt": held.attempt,
        "file": held.file,
        "received": held.received,
        "reason": reason,
        "record": record,
    }
