"""The file of a SQLite ledger: whether it is sound, a copy of it, another one in its place."""

from __future__ import annotations

import os
from datetime import UTC
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError
from coursewright.records.ledger.database import Database, explained, open_file
from coursewright.records.ledger.schema import check_version, version
from coursewright.records.ledger.writing_files import PRIVATE_FILE, sync_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def is_sound(path: Path) -> bool:
    """Say whether there is a database that can be read from end to end.

    Raises:
        CoursewrightError: it is of a newer version.
    """
    if not path.is_file():
        return False
    database = open_file(path)
    try:
        with database.read() as db:
            if db.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
                return False
            present = version(db)
    except CoursewrightError:
        return False
    finally:
        database.close()
    check_version(present)
    return present > 0


def copy_database(database: Database, before: Path) -> None:
    """Copy the database as it is at this moment, whoever else has it open."""
    with explained(str(before)):
        connection = database.engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(before),))
        finally:
            connection.close()
        before.chmod(PRIVATE_FILE)
        sync_folder(before.parent)


def swap_in(fresh: Path, path: Path, now: datetime) -> Path | None:
    """Put a new database into its place; what stood there, with its side files, is kept."""
    before = None
    with explained(str(path)):
        if path.exists():
            before = free_name(path, now)
            for ending in ("-wal", "-shm"):
                side = path.with_name(path.name + ending)
                if side.exists():
                    side.replace(before.with_name(before.name + ending))
            path.replace(before)
        else:
            remove_database(path)
        fresh.replace(path)
        sync_folder(path.parent)
    return before


def remove_database(path: Path) -> None:
    """Remove a database with its side files, all of them if they are there."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def free_name(path: Path, now: datetime) -> Path:
    """Return the name under which a database from before a moment is kept."""
    stem = f"{path.name}.before-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    number, found = 1, path.with_name(stem)
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{stem}-{number}")
    return found
