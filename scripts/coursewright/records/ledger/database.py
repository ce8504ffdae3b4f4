"""One database behind the ledger: SQLite in a folder, or PostgreSQL by URL."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy
from sqlalchemy import event, exc
from sqlalchemy.engine import make_url

from coursewright.diagnostics import CoursewrightError
from coursewright.records.ledger.schema import (
    PRESENT_VERSION,
    check_version,
    migrate,
    version,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

LOCK_TIMEOUT_S: Final = 30
CONNECT_TIMEOUT_S: Final = 10
WRITER_LOCK: Final = 0x636F75727365
"""The advisory lock of everything that writes into a ledger on PostgreSQL ("course" in ASCII)."""
_SCHEME: Final = re.compile(r"postgres(ql)?(\+psycopg)?://")
_FULL_CODES: Final = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_url(location: Path | str) -> bool:
    """Say whether a location is a PostgreSQL database and not a folder.

    Raises:
        CoursewrightError: it is the URL of something else.
    """
    if isinstance(location, Path) or "://" not in location:
        return False
    if _SCHEME.match(location) is None:
        # Without the rest: a URL may hold a password.
        scheme = location.split("://", 1)[0]
        raise CoursewrightError(
            f"a ledger is a folder or a URL that begins with postgresql://, not with {scheme}://"
        )
    return True


class Database:
    """Connections to one database; each transaction takes one of its own, in any thread."""

    def __init__(self, engine: Engine, label: str, path: Path | None) -> None:
        self.engine = engine
        self.label = label
        """How messages call it; never with a password."""
        self.path = path
        """The file of SQLite; None for PostgreSQL and for a copy."""
        self.is_postgres = engine.dialect.name == "postgresql"
        self._is_prepared = False

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def prepare(self) -> None:
        """Bring the tables to the present version.

        Raises:
            CoursewrightError: the database cannot be used, or is of a newer version.
        """
        folder = None if self.path is None else self.path.parent
        with self.read() as db:
            present = version(db)
        check_version(present)
        if present < PRESENT_VERSION:
            with self.write() as db:
                migrate(db, folder)
        self._is_prepared = True

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one moment of the ledger; it blocks nobody.

        Raises:
            CoursewrightError: the database cannot be used.
        """
        with explained(self.label), self._connected(is_writing=False) as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield the one connection that may write; all or nothing of it is kept.

        Raises:
            CoursewrightError: the database cannot be used, or the disk is full.
        """
        with explained(self.label), self._connected(is_writing=True) as db:
            try:
                yield db
                db.commit()
            except BaseException:
                _give_up(db)
                raise

    @contextmanager
    def _connected(self, *, is_writing: bool) -> Iterator[Connection]:
        db = self._begun(is_writing=is_writing)
        try:
            yield db
        finally:
            db.close()

    def _begun(self, *, is_writing: bool) -> Connection:
        """Return a connection with a transaction; anew where the file was replaced meanwhile."""
        for _ in range(2):
            if self._is_prepared and self.path is not None and not self.path.exists():
                break  # SQLite would begin an empty one in its place
            db = self.engine.connect()
            try:
                db = db.execution_options(**self._options(is_writing=is_writing))
                db.begin()
                if is_writing and self.is_postgres:
                    db.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT_S}s'")
                    db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
                if self.path is None or db.info.get("file") == _identity(self.path):
                    return db
            except BaseException:
                db.close()
                raise
            db.close()
            self.engine.dispose()
        raise CoursewrightError(
            f"{self.label} was deleted or replaced while it was open. Make it anew with: "
            "course records rebuild"
        )

    def _options(self, *, is_writing: bool) -> dict[str, Any]:
        if not self.is_postgres:
            return {"is_writing": is_writing}
        if is_writing:
            return {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def open_file(path: Path) -> Database:
    """Return the SQLite database in a file, which is made if it is missing."""
    engine = sqlalchemy.create_engine(
        f"sqlite:///{path}", connect_args={"timeout": LOCK_TIMEOUT_S, "check_same_thread": False}
    )
    _listen(engine, path)
    return Database(engine, str(path), path)


def open_scratch() -> Database:
    """Return an empty SQLite database that vanishes when it is closed."""
    engine = sqlalchemy.create_engine(
        # An empty name: a file that only this connection can open, and that is already deleted.
        "sqlite://",
        creator=lambda: sqlite3.connect("", check_same_thread=False),
        poolclass=sqlalchemy.pool.StaticPool,
    )
    _listen(engine, None)
    return Database(engine, "the copy that is compared with", None)


def open_url(url: str) -> Database:
    """Return the PostgreSQL database at a URL.

    Raises:
        CoursewrightError: the URL is none, or the driver is not installed.
    """
    try:
        parsed = make_url(url).set(drivername="postgresql+psycopg")
    except (exc.ArgumentError, ValueError):
        # Without the cause: it would quote the URL, and with it the password.
        raise CoursewrightError(
            "the URL of the ledger cannot be read; it should look like "
            "postgresql://user@host:5432/database"
        ) from None
    port = f":{parsed.port}" if parsed.port else ""
    label = f"postgresql://{parsed.host or ''}{port}/{parsed.database or ''}"
    try:
        engine = sqlalchemy.create_engine(
            parsed,
            pool_pre_ping=True,
            # Without prepared statements, so that a pooler such as pgbouncer may stand between.
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S, "prepare_threshold": None},
        )
    except ImportError as error:
        raise CoursewrightError(
            "a ledger on PostgreSQL needs its driver; install it with: "
            "python -m pip install 'coursewright[postgres]'"
        ) from error
    return Database(engine, label, None)


@contextmanager
def explained(label: str) -> Iterator[None]:
    """Turn a fault of the database or the disk into one sentence.

    Raises:
        CoursewrightError: with that sentence.
    """
    try:
        yield
    except exc.DBAPIError as error:
        raise CoursewrightError(_sentence(label, error.orig or error)) from error
    except exc.SQLAlchemyError as error:
        fault = str(error).splitlines()[0]
        raise CoursewrightError(f"{label}: the ledger cannot be used: {fault}") from error
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise CoursewrightError(_full(label, error.strerror or str(error))) from error


def _sentence(label: str, fault: BaseException) -> str:
    code = getattr(fault, "sqlite_errorcode", None)
    text = " ".join(str(fault).split()) or type(fault).__name__
    if code in _FULL_CODES:
        return _full(label, text)
    state = getattr(fault, "sqlstate", None)
    if state == "53100":
        return _full(label, text)
    if state == "55P03" or code == sqlite3.SQLITE_BUSY:
        return (
            f"{label}: the ledger is busy: another program has been writing into it for "
            f"{LOCK_TIMEOUT_S} seconds. Try again in a moment"
        )
    cure = ""
    if code is not None and code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        cure = ". Its kept files are beside it; make it anew with: course records rebuild"
    return f"{label}: the ledger cannot be used: {text}{cure}"


def _full(label: str, fault: str) -> str:
    return (
        f"{label}: the disk is full or cannot be written ({fault}). Nothing of this was kept, and "
        "everything from before is. Make room and try again"
    )


def _give_up(db: Connection) -> None:
    """Undo a transaction; a connection that cannot even do that is not used again."""
    try:
        db.rollback()
    except exc.SQLAlchemyError:
        db.invalidate()


def _listen(engine: Engine, path: Path | None) -> None:
    """Make SQLite durable, and its transactions begin when we say so."""

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None
        if path is not None:
            connection.execute("PRAGMA journal_mode = WAL")
            record.info["file"] = _identity(path)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get("is_writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - one call, no object per transaction
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino)
