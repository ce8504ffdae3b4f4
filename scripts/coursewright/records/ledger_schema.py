"""The ledger's tables, and how an older ledger becomes a present one.

A migration is never edited once it was released: add another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    import sqlite3

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
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
    ),
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a ledger to the present version, each step in one transaction.

    Raises:
        CoursewrightError: the ledger was written by a newer version of the program.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise CoursewrightError(
            f"the ledger has version {version}, this program knows {len(MIGRATIONS)}: update it"
        )
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have migrated while this one waited for the lock.
            (present,) = connection.execute("PRAGMA user_version").fetchone()
            if present < number:
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number:d}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
