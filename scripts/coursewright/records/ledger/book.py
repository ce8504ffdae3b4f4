"""`Ledger`: the one door to the ledger, whatever database stands behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import select

from coursewright.diagnostics import CoursewrightError
from coursewright.records.banks import checked_bank
from coursewright.records.ledger import auditing, reading, rebuilding, statements_table, tables
from coursewright.records.ledger.database import explained, is_url, open_file, open_url
from coursewright.records.ledger.memory_table import read_memory, write_memory
from coursewright.records.ledger.original_files import FolderOriginals
from coursewright.records.ledger.original_tables import TableOriginals
from coursewright.records.ledger.own_banks import bank_of, with_banks_of
from coursewright.records.ledger.people_table import read_people, write_people
from coursewright.records.ledger.taking import Taker
from coursewright.records.ledger.writing_files import PRIVATE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coursewright.records.ledger.database import Database
    from coursewright.records.ledger.originals import Originals
    from coursewright.records.ledger.values import (
        Audit,
        GradedAttempt,
        LedgerAttempt,
        QuarantinedRecord,
        Rebuilt,
        StatementQuery,
        StoredStatement,
    )
    from coursewright.records.people import Person, RosterChange
    from coursewright.records.verify import Authority, Verdict

DATABASE: Final = rebuilding.DATABASE


class Ledger:
    """An open ledger; use it as a context manager.

    Any thread may call it. Writers take turns, each waiting up to 30 seconds; readers wait for
    nobody and see whole files only. What a method returns is on the disk. All methods raise
    `CoursewrightError`, with one sentence, where the database cannot be used or the disk is full.
    """

    def __init__(self, location: Path | str, authority: Authority) -> None:
        """Open a ledger, or begin one.

        Args:
            location: a folder (`ledger.sqlite`, and the files it was made from), or a URL
                `postgresql://…` (everything in that database).
            authority: what verdicts are made from; the ledger's own banks are added to its banks.

        Raises:
            CoursewrightError: the database is damaged, missing beside files that were kept, locked
                for long, or of a newer version.
        """
        self._database: Database
        self._originals: Originals
        if is_url(location):
            self._folder = None
            self._database, self._originals = open_url(str(location)), TableOriginals()
        else:
            self._folder = Path(location)
            self._database = _open_folder(self._folder)
            self._originals = FolderOriginals(self._folder)
        self._given = authority
        self.authority = replace(authority, banks=authority.banks.and_then(self._find_bank))
        """What verdicts are made from here."""
        try:
            self._database.prepare()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @property
    def label(self) -> str:
        """What to call the ledger in messages; never with a password."""
        return self._database.label

    def import_file(
        self, name: str, raw: bytes, now: datetime, via: str = "file"
    ) -> tuple[Verdict, ...]:
        """Take the records of one file into the ledger, in one transaction.

        Args:
            name: what to call the file in messages.
            raw: its content.
            now: the time of receipt, in UTC. A file that came before keeps its first one.
            via: which way it came: `file`, `intake`, `xapi` or `lrs`.

        Returns:
            One verdict per record of the file; one rejection when it cannot be read at all.
        """
        with self._database.write() as db:
            return Taker(db, self.authority, self._originals).take_new(name, raw, now, via)

    def retry_quarantine(self) -> tuple[Verdict, ...]:
        """Verify again what waits for its bank or key; return what no longer waits for it."""
        with self._database.read() as db:
            reason = tables.quarantine.c.reason
            query = select(reason).where(reason != "conflict").limit(1)
            if db.execute(query).first() is None:
                return ()
        with self._database.write() as db:
            return Taker(db, self.authority, self._originals).retry()

    def attempts(self) -> tuple[LedgerAttempt, ...]:
        """Return every graded attempt, by time of submission."""
        with self._database.read() as db:
            return reading.read_attempts(db)

    def quarantine(self) -> tuple[QuarantinedRecord, ...]:
        """Return what waits in quarantine, by attempt id."""
        with self._database.read() as db:
            return reading.read_quarantine(db)

    def graded(self, attempt_id: str) -> GradedAttempt | None:
        """Return what a learner may be told about an attempt; None where it does not count."""
        with self._database.read() as db:
            return reading.read_graded(db, attempt_id)

    def record(self, attempt_id: str) -> bytes | None:
        """Return the record of an attempt that counts, as canonical JSON."""
        with self._database.read() as db:
            return reading.read_record(db, attempt_id)

    def count_attempts(self, learner: str, quiz: str, since: datetime) -> int:
        """Return how many counted attempts at a quiz came from a learner since a moment."""
        with self._database.read() as db:
            return reading.count_attempts(db, learner, quiz, since)

    def upsert_people(self, people: Iterable[Person], now: datetime) -> RosterChange:
        """Take a whole roster in; who is missing becomes inactive, and nobody is deleted."""
        with self._database.write() as db:
            return write_people(db, self._originals, people, now)

    def people(self) -> tuple[Person, ...]:
        """Return everybody HR ever enrolled, leavers too, by employee id."""
        with self._database.read() as db:
            return read_people(db)

    def store_statements(self, statements: Sequence[StoredStatement]) -> tuple[str, ...]:
        """Store xAPI statements, all or nothing; return the ids that are new.

        One that is stored already, and equal by its digest, stays as it was.

        Raises:
            StatementConflictError: an id belongs to another statement.
        """
        with self._database.write() as db:
            return statements_table.write_statements(db, self._originals, statements)

    def statement(self, statement_id: str) -> StoredStatement | None:
        """Return the xAPI statement with an id, voided or not; None where there is none."""
        with self._database.read() as db:
            return statements_table.read_statement(db, statement_id)

    def find_statements(self, query: StatementQuery) -> tuple[StoredStatement, ...]:
        """Return the xAPI statements that a query asks for, without voided ones."""
        with self._database.read() as db:
            return statements_table.find_statements(db, query)

    def memory(self, place: str) -> dict[str, str]:
        """Return what was remembered for a place, such as what an LRS has already been sent.

        It spares work and proves nothing; a rebuild of a lost database does without it.
        """
        with self._database.read() as db:
            return read_memory(db, place)

    def remember(self, place: str, values: Mapping[str, str]) -> None:
        """Remember values for a place, in place of those with the same keys."""
        with self._database.write() as db:
            write_memory(db, place, values)

    def rebuild(self, *, despite_losses: bool = False) -> Rebuilt:
        """Make the tables of records anew from what was kept; readers see the old ones meanwhile.

        Raises:
            CoursewrightError: kept files are missing or changed, so that records would be lost.
        """
        return rebuilding.rebuild(
            self._database,
            self._originals,
            self._settled_authority(),
            datetime.now(UTC),
            despite_losses=despite_losses,
        )

    def move_in(self, source: Path) -> Rebuilt:
        """Fill this ledger, which must be empty and on PostgreSQL, from a folder; `move_ledger`."""
        settled = with_banks_of(source, self._given)
        return rebuilding.move_in(self._database, FolderOriginals(source), settled)

    def audit(self) -> Audit:
        """Check that everything in the ledger follows from what was received."""
        return auditing.audit(
            self._database, self._originals, self._settled_authority(), self._given.banks
        )

    def _settled_authority(self) -> Authority:
        """Return what verdicts were made from: of a version that graded here, the ledger's bank."""
        return replace(self._given, banks=self._given.banks.after(self._find_bank))

    def _find_bank(self, quiz: str, version: str) -> dict[str, Any] | None:
        """Return the ledger's own copy of a bank."""
        if self._folder is not None:
            return bank_of(self._folder, quiz, version)
        with self._database.read() as db:
            value = self._originals.find_bank(db, quiz, version)
        place = f"{self._database.label}: {quiz} {version}"
        return None if value is None else checked_bank(value, quiz, version, place)


def _open_folder(folder: Path) -> Database:
    """Return the database of a folder, which is made if it is missing.

    Raises:
        CoursewrightError: it is missing beside files that were kept: then it was lost.
    """
    path = folder / DATABASE
    with explained(str(folder)):
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if not path.exists() and any((folder / "raw").glob("*/*.json")):
        raise CoursewrightError(
            f"{path} is missing, and the files it was made from are there. Make it anew with: "
            "course records rebuild"
        )
    return open_file(path)
