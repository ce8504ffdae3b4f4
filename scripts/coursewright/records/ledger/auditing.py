"""Proving the ledger: all in its tables follows from what was received, and from nothing else.

The tables are made anew in a scratch database, which checks every hash, signature and personal
link again and grades every response again, and then compared row by row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import digest
from coursewright.records.ledger import tables
from coursewright.records.ledger.database import Database, open_scratch
from coursewright.records.ledger.reading import read_attempts
from coursewright.records.ledger.rebuilding import find_losses, refill
from coursewright.records.ledger.values import Audit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Table

    from coursewright.records.banks import Banks
    from coursewright.records.ledger.originals import Originals
    from coursewright.records.verify import Authority

SHOWN: Final = 5
CHAIN_FLAGS: Final = {
    "chain-gap": "follow a record that never arrived, or one that cannot be before them",
    "chain-fork": "follow the same record as another one",
    "chain-restart": "begin a chain anew on a device that has one",
}
LATE: Final = frozenset({"rejections", "declared_names", "statements"})
"""Tables whose originals may be there without their rows, where taking them in broke off."""

Row = dict[str, "Any"]


@dataclass(slots=True)
class _Differences:
    """Rows of one table that are not what the originals come to."""

    changed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """(key, names of the columns)."""
    extra: list[str] = field(default_factory=list)
    """Rows that come from nothing that was received."""
    missing: list[str] = field(default_factory=list)
    """Rows that should be there."""


def audit(
    database: Database, originals: Originals, authority: Authority, course_banks: Banks
) -> Audit:
    """Check the whole ledger; nothing is changed.

    Args:
        database: the ledger's.
        originals: what it was made from.
        authority: what verdicts are made from; the ledger's own banks first.
        course_banks: those that new records are graded with.
    """
    scratch = open_scratch()
    try:
        with database.read() as db:
            return _audit(db, scratch, originals, authority, course_banks)
    finally:
        scratch.close()


def content_lines(db: Connection, table: Table) -> Iterator[tuple[tuple[Any, ...], Row]]:
    """Yield (key, row) of a table, by its key: the same on every database."""
    keys = [column.name for column in table.primary_key.columns]
    query = select(table).order_by(*table.primary_key.columns)
    for row in db.execute(query.execution_options(yield_per=1_000)).mappings():
        yield tuple(row[key] for key in keys), dict(row)


def _audit(
    db: Connection,
    scratch: Database,
    originals: Originals,
    authority: Authority,
    course_banks: Banks,
) -> Audit:
    problems = list(_faults_of_database(db))
    losses = find_losses(db, originals)
    problems += [f"{sentence}." for sentence in losses.sentences()]
    notes = list(originals.strays(db))
    with_files = set(db.execute(select(tables.files.c.sha256)).scalars())
    try:
        notes += _late_files(db, originals, with_files)
        scratch.prepare()
        with scratch.write() as copy:
            refill(copy, db, originals, authority, with_files)
            found = _compare(db, copy)
        notes += _other_banks(db, originals, course_banks)
    except CoursewrightError as error:
        problems.append(f"The ledger cannot be made again: {error}.")
    else:
        problems += found[0]
        notes += found[1]
    notes += _chains(db)
    return Audit(_counts(db, originals), tuple(problems), tuple(notes))


def _compare(db: Connection, copy: Connection) -> tuple[list[str], list[str]]:
    """Return what is wrong, and what is worth knowing."""
    problems: list[str] = []
    notes: list[str] = []
    ready = _ready(db, copy)
    if ready:
        notes.append(
            f"{len(ready)} waiting records can be graded by now: course records import takes them "
            "out of quarantine."
        )
    for table in tables.CONTENT:
        found = _differences(content_lines(db, table), content_lines(copy, table), ready)
        problems += _sentences(table.name, found)
        if found.missing and table.name in LATE:
            notes.append(
                f"{len(found.missing)} rows of {table.name} were kept and are not in the database: "
                "taking them in broke off. course records rebuild takes them in."
            )
    return problems, notes


def _sentences(table: str, found: _Differences) -> Iterator[str]:
    columns: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, names in found.changed:
        columns[names].append(key)
    for names, keys in sorted(columns.items()):
        yield (
            f"{table}: {', '.join(names)} of {_listed(keys)} is not what the kept files come to."
        )
    if found.extra:
        yield f"{table}: {_listed(found.extra)} comes from nothing that was received."
    if found.missing and table not in LATE:
        yield f"{table}: {_listed(found.missing)} is missing, though it was received."


def _differences(
    ours: Iterator[tuple[tuple[Any, ...], Row]],
    theirs: Iterator[tuple[tuple[Any, ...], Row]],
    ready: set[str],
) -> _Differences:
    """Compare two sorted streams of rows."""
    found = _Differences()
    left, right = next(ours, None), next(theirs, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            if left is not None and not _is_of(left[1], ready):
                found.extra.append(_key_text(left[0]))
            left = next(ours, None)
        elif left is None or right[0] < left[0]:
            if not _is_of(right[1], ready):
                found.missing.append(_key_text(right[0]))
            right = next(theirs, None)
        else:
            if left[1] != right[1] and not _is_of(left[1], ready):
                names = (name for name in left[1] if left[1][name] != right[1][name])
                found.changed.append((_key_text(left[0]), tuple(sorted(names))))
            left, right = next(ours, None), next(theirs, None)
    return found


def _ready(db: Connection, copy: Connection) -> set[str]:
    """Return the attempt ids and digests of what waits here and would not wait any more."""
    q = tables.quarantine.c
    query = select(q.digest, q.attempt, q.reason).where(q.reason != "conflict")
    ours = {(row.digest, row.attempt, row.reason) for row in db.execute(query)}
    theirs = {(row.digest, row.attempt, row.reason) for row in copy.execute(query)}
    return {word for row in ours - theirs for word in row[:2]}


def _is_of(row: Row, ready: set[str]) -> bool:
    return row.get("attempt") in ready or row.get("digest") in ready


def _late_files(db: Connection, originals: Originals, with_files: set[str]) -> Iterator[str]:
    late = [each for each in originals.receipts(db) if each.sha256 not in with_files]
    if late:
        names = _listed([each.sha256 for each in late])
        yield (
            f"{len(late)} kept files are not in the database: their import broke off ({names}). "
            "Import them again, or take them in with: course records rebuild"
        )


def _faults_of_database(db: Connection) -> Iterator[str]:
    """Yield what the database itself says about its pages and references."""
    if db.dialect.name != "sqlite":
        return
    for (fault,) in db.exec_driver_sql("PRAGMA integrity_check(5)"):
        if fault != "ok":
            yield f"The database is damaged: {fault}. Make it anew with: course records rebuild"
    for row in db.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{row[0]}: a row refers to one of {row[2]} that is not there."


def _other_banks(db: Connection, originals: Originals, course_banks: Banks) -> Iterator[str]:
    """Yield the versions that the course would grade otherwise than they were graded here."""
    for quiz, version in originals.banks(db):
        theirs = course_banks.find(quiz, version)
        ours = originals.find_bank(db, quiz, version)
        if theirs is not None and ours is not None and digest(theirs) != digest(ours):
            yield (
                f"the course grades {quiz}, version {version[:8]}, otherwise than the attempts "
                "here were graded. Those keep their grades; ask the trainer for a new version."
            )


def _chains(db: Connection) -> Iterator[str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in read_attempts(db):
        for flag in each.flags:
            if flag in CHAIN_FLAGS:
                found[flag].append(each.attempt)
    for flag, attempts in sorted(found.items()):
        yield f"{flag}: {len(attempts)} attempts {CHAIN_FLAGS[flag]}: {_listed(attempts)}."


def _counts(db: Connection, originals: Originals) -> dict[str, int]:
    def count(table: Table, *conditions: Any) -> int:
        query = select(func.count()).select_from(table).where(*conditions)
        return db.execute(query).scalar_one()

    columns = tables.attempts.c
    return {
        "files": count(tables.files, tables.files.c.is_kept == 1),
        "attempts": count(tables.attempts),
        "signatures": count(tables.attempts, columns.device.is_not(None)),
        "links": count(tables.attempts, columns.link_id.is_not(None)),
        "quarantine": count(tables.quarantine),
        "rejections": count(tables.rejections),
        "banks": sum(1 for _ in originals.banks(db)),
        "people": count(tables.people),
        "statements": count(tables.statements),
    }


def _key_text(key: tuple[Any, ...]) -> str:
    return "/".join(map(str, key))


def _listed(keys: Iterable[str]) -> str:
    every = list(Counter(keys))
    shown = ", ".join(every[:SHOWN])
    return shown if len(every) <= SHOWN else f"{shown} and {len(every) - SHOWN} more"
