"""The ledger's tables as SQL, and how an older ledger becomes a present one.

A migration is never edited once it was released: add another one. PostgreSQL came with version 2,
so that its first step makes what SQLite reaches in two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.records.ledger.migration_2 import FOLLOWING, POSTGRES, SQLITE, complete

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

PRESENT_VERSION: Final = 2

FIRST: Final = (
    """CREATE TABLE files (
        sha256 TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        received TEXT NOT NULL
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
        seq INTEGER NOT NULL,
        previous TEXT,
        started TEXT NOT NULL,
        submitted TEXT NOT NULL,
        tz_offset INTEGER NOT NULL,
        score TEXT,
        score_decimal TEXT,
        mastery_score TEXT,
        passed INTEGER,
        flags TEXT NOT NULL,
        record TEXT NOT NULL
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
        ms INTEGER NOT NULL,
        PRIMARY KEY (attempt, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE objective_results (
        attempt TEXT NOT NULL REFERENCES attempts (attempt) ON DELETE CASCADE,
        objective TEXT NOT NULL,
        score TEXT NOT NULL,
        score_decimal TEXT NOT NULL,
        PRIMARY KEY (attempt, objective)
    ) WITHOUT ROWID""",
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
    ) WITHOUT ROWID""",
    """CREATE TABLE rejections (
        digest TEXT NOT NULL,
        file_name TEXT NOT NULL,
        received TEXT NOT NULL,
        reason TEXT NOT NULL,
        message TEXT NOT NULL,
        PRIMARY KEY (digest, reason)
    )""",
)

SQLITE_STEPS: Final[tuple[Sequence[str], ...]] = (FIRST, (*SQLITE, *FOLLOWING))
# step that needs more than SQL -> what it does, in the same transaction, with the ledger's folder
COMPLETIONS: Final[dict[int, Callable[[Connection, Path | None], None]]] = {2: complete}


def migrate(db: Connection, folder: Path | None) -> None:
    """Bring a ledger to the present version; the caller holds a writing transaction.

    Args:
        db: a connection to it.
        folder: its folder; None for PostgreSQL and for a database that is only compared with.

    Raises:
        CoursewrightError: the ledger was written by a newer version of the program.
    """
    present = version(db)
    check_version(present)
    if db.dialect.name == "postgresql":
        if not present:
            for statement in (*POSTGRES, *FOLLOWING):
                db.exec_driver_sql(statement)
            db.exec_driver_sql("INSERT INTO ledger_version VALUES (2)")
        return
    for number, statements in enumerate(SQLITE_STEPS[present:], start=present + 1):
        for statement in statements:
            db.exec_driver_sql(statement)
        if number in COMPLETIONS and present:
            COMPLETIONS[number](db, folder)
        db.exec_driver_sql(f"PRAGMA user_version = {number:d}")


def version(db: Connection) -> int:
    """Return the version of the tables; 0 where there are none."""
    if db.dialect.name == "sqlite":
        return int(db.exec_driver_sql("PRAGMA user_version").scalar_one())
    found = db.exec_driver_sql("SELECT to_regclass('ledger_version') IS NOT NULL").scalar_one()
    query = "SELECT MAX(version) FROM ledger_version"
    return int(db.exec_driver_sql(query).scalar_one()) if found else 0


def check_version(present: int) -> None:
    """Refuse a ledger whose tables this program does not know.

    Raises:
        CoursewrightError: the ledger was written by a newer version of the program.
    """
    if present > PRESENT_VERSION:
        raise CoursewrightError(
            f"the ledger has version {present}, this program knows {PRESENT_VERSION}: update it"
        )
