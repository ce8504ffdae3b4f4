"""The ledger: every graded attempt, what is in quarantine, and where each came from.

Import is idempotent and independent of order: what the ledger says depends on which records it
has seen, not on when or how often. Each file is one transaction.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import canonical_json
from coursewright.records.attempt import value_digest
from coursewright.records.files import read_entries
from coursewright.records.ledger_rows import (
    LedgerAttempt,
    QuarantinedRecord,
    attempt_row,
    item_rows,
    ledger_attempt,
    objective_rows,
    quarantined_record,
    time_text,
)
from coursewright.records.ledger_schema import migrate
from coursewright.records.naming import Link, find_names
from coursewright.records.raw_files import PRIVATE_FOLDER, raw_path, write_once
from coursewright.records.reasons import QUARANTINE
from coursewright.records.strict_json import RecordError, read_strict_text
from coursewright.records.verify import Verdict, verify_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from coursewright.records.banks import Banks

DATABASE = "ledger.sqlite"
LOCK_TIMEOUT_S = 30


class Ledger:
    """An open ledger folder; use it as a context manager."""

    def __init__(self, folder: Path, course: str, banks: Banks) -> None:
        """Open or create the ledger in `folder`.

        Raises:
            CoursewrightError: the database is damaged, locked for long, or of a newer version.
        """
        self._folder = folder
        self._course = course
        self._banks = banks
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        path = folder / DATABASE
        with _explained(path):
            self._db = sqlite3.connect(path, timeout=LOCK_TIMEOUT_S, isolation_level=None)
            try:
                self._db.row_factory = sqlite3.Row
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")
                self._db.execute("PRAGMA foreign_keys = ON")
                migrate(self._db)
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def import_file(self, name: str, raw: bytes, now: datetime) -> tuple[Verdict, ...]:
        """Take the records of one file into the ledger, in one transaction.

        Args:
            name: what to call the file in messages.
            raw: its content.
            now: the time of receipt, in UTC.

        Returns:
            One verdict per record of the file; one rejection when it cannot be read at all.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        try:
            entries = read_entries(raw)
        except RecordError as error:
            verdict = Verdict("rejected", (error.reason,), error.message)
            with self._transaction():
                self._log_rejection(sha256, name, now, verdict)
            return (verdict,)
        source = _Source(sha256, name, now)
        verdicts: list[Verdict] = []
        with self._transaction():
            self._db.execute(
                "INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?)",
                (sha256, name, len(raw), time_text(now)),
            )
            for entry in entries:
                if entry.error is not None:
                    verdict = Verdict("rejected", (entry.error.reason,), entry.error.message)
                    self._log_rejection(sha256, name, now, verdict)
                else:
                    verdict = self._take(entry.value, source)
                    self._note_name(verdict, entry.declared_name)
                verdicts.append(verdict)
            # Before the commit: an attempt in the ledger always has its file.
            if any(verdict.is_counted or verdict.status == "quarantined" for verdict in verdicts):
                write_once(raw_path(self._folder, sha256), raw)
        return tuple(verdicts)

    def retry_quarantine(self) -> tuple[Verdict, ...]:
        """Verify again what waits for its bank; return the verdicts that are no longer waiting."""
        rows = self._db.execute(
            "SELECT q.*, f.name AS file_name FROM quarantine AS q"
            " JOIN files AS f ON f.sha256 = q.file WHERE q.reason <> 'conflict' ORDER BY q.digest"
        ).fetchall()
        released: list[Verdict] = []
        for row in rows:
            source = _Source(row["file"], row["file_name"], _moment(row["received"]))
            value = read_strict_text(row["record"])
            verdict = verify_value(value, self._course, self._banks, source.received)
            if verdict.status == "quarantined":
                continue
            with self._transaction():
                self._db.execute("DELETE FROM quarantine WHERE digest = ?", (row["digest"],))
                released.append(self._take(value, source))
        return tuple(released)

    def attempts(self) -> tuple[LedgerAttempt, ...]:
        """Return every graded attempt, by time of submission."""
        with _explained(self._folder / DATABASE):
            rows = self._db.execute(
                "SELECT *, previous IS NOT NULL AND previous NOT IN (SELECT digest FROM attempts"
                " UNION SELECT digest FROM quarantine UNION SELECT digest FROM rejections)"
                " AS has_gap FROM attempts ORDER BY submitted, attempt"
            ).fetchall()
            declared = dict(
                self._db.execute("SELECT digest, MIN(name) FROM declared_names GROUP BY digest")
            )
        links = [Link(row["digest"], row["previous"], row["seq"], row["name"]) for row in rows]
        names = find_names(links, declared)
        return tuple(
            ledger_attempt(row, has_gap=bool(row["has_gap"]), name=names.get(row["digest"]))
            for row in rows
        )

    def quarantine(self) -> tuple[QuarantinedRecord, ...]:
        """Return what waits in quarantine, by attempt id."""
        rows = self._db.execute(
            "SELECT q.*, f.name AS file_name, (SELECT MIN(d.name) FROM declared_names AS d"
            " WHERE d.digest = q.digest) AS declared FROM quarantine AS q"
            " JOIN files AS f ON f.sha256 = q.file ORDER BY q.attempt, q.digest"
        ).fetchall()
        return tuple(quarantined_record(row) for row in rows)

    def _take(self, value: Any, source: _Source) -> Verdict:
        """Store what one record comes to; the caller holds the transaction."""
        verdict = verify_value(value, self._course, self._banks, source.received)
        attempt = verdict.attempt
        if verdict.status == "rejected" or attempt is None:
            self._log_rejection(value_digest(value), source.name, source.received, verdict)
            return verdict
        if verdict.status == "quarantined":
            self._hold(attempt.id, attempt.digest, attempt.raw, verdict.reasons[0], source)
            return verdict
        if self._has_attempt(attempt.digest):
            return Verdict("duplicate", (), "already in the ledger", attempt)
        if self._is_contested(attempt.id):
            self._hold(attempt.id, attempt.digest, attempt.raw, "conflict", source)
            return Verdict("quarantined", ("conflict",), QUARANTINE["conflict"], attempt)
        self._insert(verdict, source)
        return verdict

    def _note_name(self, verdict: Verdict, name: str | None) -> None:
        """Remember the name on the file around a record, even if the record was here before."""
        if name is not None and verdict.attempt is not None:
            self._db.execute(
                "INSERT OR IGNORE INTO declared_names VALUES (?, ?)", (verdict.attempt.digest, name)
            )

    def _insert(self, verdict: Verdict, source: _Source) -> None:
        attempt, bank, result = verdict.attempt, verdict.bank, verdict.result
        if attempt is None or bank is None or result is None:
            raise ValueError("only a graded attempt can be stored")
        row = attempt_row(attempt, bank, result, verdict.reasons)
        row |= {"file": source.sha256, "received": time_text(source.received)}
        self._db.execute("DELETE FROM quarantine WHERE digest = ?", (attempt.digest,))
        self._insert_row("attempts", row)
        for item in item_rows(attempt, result):
            self._insert_row("item_results", item)
        for objective in objective_rows(attempt, result):
            self._insert_row("objective_results", objective)
        # The course may drop a version that was never archived; the ledger must not depend on it.
        path = self._folder / "banks" / attempt.quiz / f"{attempt.quiz_version}.json"
        write_once(path, canonical_json(bank) + b"\n")

    def _insert_row(self, table: str, row: Mapping[str, Any]) -> None:
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)  # noqa: S608 - our own names

    def _is_contested(self, attempt: str) -> bool:
        """Say whether another record has this attempt id; if it was counted, count it no more.

        Whichever came first, neither can be trusted more than the other.
        """
        row = self._db.execute("SELECT * FROM attempts WHERE attempt = ?", (attempt,)).fetchone()
        if row is not None:
            source = _Source(row["file"], "", _moment(row["received"]))
            self._db.execute("DELETE FROM attempts WHERE attempt = ?", (attempt,))
            self._hold(attempt, row["digest"], row["record"].encode(), "conflict", source)
            return True
        query = "SELECT 1 FROM quarantine WHERE attempt = ? AND reason = 'conflict'"
        return self._db.execute(query, (attempt,)).fetchone() is not None

    def _hold(self, attempt: str, digest: str, raw: bytes, reason: str, source: _Source) -> None:
        self._db.execute(
            "INSERT INTO quarantine (digest, attempt, file, received, reason, record)"
            " VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (digest) DO UPDATE SET reason = excluded.reason",
            (digest, attempt, source.sha256, time_text(source.received), reason, raw.decode()),
        )

    def _has_attempt(self, digest: str) -> bool:
        query = "SELECT 1 FROM attempts WHERE digest = ?"
        return self._db.execute(query, (digest,)).fetchone() is not None

    def _log_rejection(self, digest: str, name: str, now: datetime, verdict: Verdict) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO rejections VALUES (?, ?, ?, ?, ?)",
            (digest, name, time_text(now), verdict.reasons[0], verdict.message),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _explained(self._folder / DATABASE):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a record came from."""

    sha256: str
    name: str
    received: datetime


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn a fault of the database into one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise CoursewrightError(f"{path}: the ledger cannot be used: {error}") from error
