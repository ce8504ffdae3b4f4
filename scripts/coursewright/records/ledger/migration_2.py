"""Version 2 of the ledger: personal links, devices, ways of delivery, people and statements.

Never edited once it was released.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.files import read_entries
from coursewright.records.ledger.originals import LEFT_OVER, Receipt, raw_path, receipt_path
from coursewright.records.ledger.writing_files import write_once
from coursewright.records.patterns import fingerprint
from coursewright.records.strict_json import RecordError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

SQLITE: Final = (
    "ALTER TABLE files ADD COLUMN via TEXT NOT NULL DEFAULT 'file'",
    "ALTER TABLE files ADD COLUMN is_kept INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE attempts ADD COLUMN device TEXT",
    "ALTER TABLE attempts ADD COLUMN key_id TEXT",
    "ALTER TABLE attempts ADD COLUMN link_id TEXT",
    "ALTER TABLE attempts ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE rejections ADD COLUMN file TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE people (
        learner TEXT PRIMARY KEY,
        employee_id TEXT NOT NULL,
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        department TEXT NOT NULL,
        manager TEXT NOT NULL,
        location TEXT NOT NULL,
        hire_date TEXT,
        language TEXT NOT NULL,
        path TEXT NOT NULL,
        is_active INTEGER NOT NULL,
        updated TEXT NOT NULL
    )""",
    """CREATE TABLE statements (
        id TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        stored TEXT NOT NULL,
        timestamp TEXT NOT NULL,
        verb TEXT NOT NULL,
        activity TEXT NOT NULL,
        agent TEXT NOT NULL,
        registration TEXT,
        voids TEXT,
        statement TEXT NOT NULL
    )""",
    """CREATE TABLE memory (
        place TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (place, key)
    )""",
)

# Texts sort by their bytes, as in SQLite: whatever the server's language, the same order.
_TEXT: Final = 'TEXT COLLATE "C"'
POSTGRES: Final = tuple(
    statement.replace("TEXT", _TEXT)
    for statement in (
        "CREATE TABLE ledger_version (version INTEGER NOT NULL)",
        """CREATE TABLE files (
            sha256 TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            size BIGINT NOT NULL,
            received TEXT NOT NULL,
            via TEXT NOT NULL,
            is_kept INTEGER NOT NULL
        )""",
        """CREATE TABLE raw_files (
            sha256 TEXT PRIMARY KEY REFERENCES files (sha256),
            content BYTEA NOT NULL
        )""",
        """CREATE TABLE banks (
            quiz TEXT NOT NULL,
            version TEXT NOT NULL,
            bank TEXT NOT NULL,
            PRIMARY KEY (quiz, version)
        )""",
        """CREATE TABLE attempts (
            attempt TEXT PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            file TEXT NOT NULL REFERENCES files (sha256),
            received TEXT NOT NULL,
            learner TEXT NOT NULL,
            name TEXT,
            is_self_declared INTEGER NOT NULL,
            course TEXT NOT NULL,
            quiz TEXT NOT NULL,
            quiz_version TEXT NOT NULL,
            quiz_title TEXT NOT NULL,
            kind TEXT NOT NULL,
            module TEXT,
            language TEXT NOT NULL,
            seq BIGINT NOT NULL,
            previous TEXT,
            started TEXT NOT NULL,
            submitted TEXT NOT NULL,
            tz_offset INTEGER NOT NULL,
            score TEXT,
            score_decimal TEXT,
            mastery_score TEXT,
            passed INTEGER,
            flags TEXT NOT NULL,
            record TEXT NOT NULL,
            device TEXT,
            key_id TEXT,
            link_id TEXT,
            fingerprint TEXT NOT NULL
        )""",
        "CREATE INDEX attempts_by_learner ON attempts (learner, quiz, submitted)",
        """CREATE TABLE item_results (
            attempt TEXT NOT NULL REFERENCES attempts (attempt) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            item TEXT NOT NULL,
            objective TEXT,
            points INTEGER NOT NULL,
            score TEXT,
            score_decimal TEXT,
            ms BIGINT NOT NULL,
            PRIMARY KEY (attempt, position)
        )""",
        """CREATE TABLE objective_results (
            attempt TEXT NOT NULL REFERENCES attempts (attempt) ON DELETE CASCADE,
            objective TEXT NOT NULL,
            score TEXT NOT NULL,
            score_decimal TEXT NOT NULL,
            PRIMARY KEY (attempt, objective)
        )""",
        """CREATE TABLE quarantine (
            digest TEXT PRIMARY KEY,
            attempt TEXT NOT NULL,
            file TEXT NOT NULL REFERENCES files (sha256),
            received TEXT NOT NULL,
            reason TEXT NOT NULL,
            record TEXT NOT NULL
        )""",
        "CREATE INDEX quarantine_by_attempt ON quarantine (attempt)",
        """CREATE TABLE declared_names (
            digest TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (digest, name)
        )""",
        """CREATE TABLE rejections (
            digest TEXT NOT NULL,
            file_name TEXT NOT NULL,
            received TEXT NOT NULL,
            reason TEXT NOT NULL,
            message TEXT NOT NULL,
            file TEXT NOT NULL,
            PRIMARY KEY (digest, reason)
        )""",
        *(step for step in SQLITE if step.startswith("CREATE")),
    )
)

FOLLOWING: Final = (
    "CREATE INDEX statements_by_time ON statements (stored, id)",
    "CREATE INDEX statements_by_agent ON statements (agent, stored)",
    "CREATE INDEX statements_by_registration ON statements (registration, stored)",
    "CREATE INDEX statements_by_voided ON statements (voids)",
)


def complete(db: Connection, folder: Path | None) -> None:
    """Bring what version 1 wrote to where a rebuild would have it; nothing of it is lost.

    Each file gets its receipt. What version 1 kept in the database alone (rejections, and names
    on files that it did not keep) goes into a file of its own.
    """
    _add_fingerprints(db)
    if folder is None:
        return
    kept = _write_receipts(db, folder)
    _settle_sources(db, folder, kept)
    left_over = {
        "rejections": [
            dict(row)
            for row in db.exec_driver_sql(
                "SELECT digest, reason, file_name, received, message, file FROM rejections"
                " ORDER BY digest, reason"
            ).mappings()
        ],
        "names": [
            list(row)
            for row in db.exec_driver_sql(
                "SELECT digest, name FROM declared_names ORDER BY digest, name"
            )
        ],
    }
    write_once({folder / LEFT_OVER: canonical_json(left_over) + b"\n"})


def _add_fingerprints(db: Connection) -> None:
    rows = db.exec_driver_sql("SELECT attempt, record FROM attempts").fetchall()
    for attempt, record in rows:
        mark = fingerprint(json.loads(record)["responses"])
        db.exec_driver_sql("UPDATE attempts SET fingerprint = ? WHERE attempt = ?", (mark, attempt))


def _write_receipts(db: Connection, folder: Path) -> list[tuple[str, str]]:
    """Write a receipt for each file; return (received, sha256) of those whose content is there."""
    kept: list[tuple[str, str]] = []
    rows = db.exec_driver_sql("SELECT sha256, name, size, received FROM files").fetchall()
    used = "SELECT 1 FROM attempts WHERE file = ? UNION SELECT 1 FROM quarantine WHERE file = ?"
    for sha256, name, size, received in rows:
        receipt = Receipt(sha256, name, size, received, "file")
        write_once({receipt_path(folder, sha256): receipt.to_bytes()})
        if raw_path(folder, sha256).is_file():
            kept.append((received, sha256))
        elif db.exec_driver_sql(used, (sha256, sha256)).first() is None:
            # Version 1 kept no file that brought nothing new.
            db.exec_driver_sql("UPDATE files SET is_kept = 0 WHERE sha256 = ?", (sha256,))
    return sorted(kept)


def _settle_sources(db: Connection, folder: Path, kept: list[tuple[str, str]]) -> None:
    """Name as each record's file the first by (received, sha256): version 1 named the first seen.

    They differ where one run imported two files with the same record.
    """
    first: dict[str, tuple[str, str]] = {}
    for received, sha256 in kept:
        for value in _values(raw_path(folder, sha256).read_bytes()):
            first.setdefault(digest(value), (received, sha256))
    for table in ("attempts", "quarantine"):
        query = f"SELECT digest, received, file FROM {table}"  # noqa: S608 - our own names
        change = f"UPDATE {table} SET received = ?, file = ? WHERE digest = ?"  # noqa: S608
        for record, *source in db.exec_driver_sql(query).fetchall():
            better = first.get(record, tuple(source))
            if better < tuple(source):
                db.exec_driver_sql(change, (*better, record))


def _values(raw: bytes) -> list[Any]:
    try:
        return [entry.value for entry in read_entries(raw) if entry.error is None]
    except RecordError:
        return []
