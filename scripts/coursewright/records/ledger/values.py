"""What goes into the ledger and what comes out of it, as plain values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from coursewright.records.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from coursewright.records.people import Person

Via = Literal["file", "intake", "xapi", "lrs"]
"""Which way a record came: HR's import, our intake, a statement sent to us, an LRS asked by us."""


@dataclass(frozen=True, slots=True)
class LedgerAttempt:
    """One graded attempt, as the ledger holds it."""

    attempt: str
    learner: str
    """Opaque id of the personal link; of self-declared learners a digest of the name they typed."""
    name: str | None
    """HR's name of an enrolled person; else the name the learner typed; None where nobody knows."""
    is_self_declared: bool
    course: str
    quiz: str
    quiz_version: str
    quiz_title: str
    kind: str
    module: str | None
    language: str
    started: datetime
    submitted: datetime
    received: datetime
    tz_offset: int
    score: Fraction | None
    mastery_score: Fraction | None
    passed: bool | None
    flags: tuple[str, ...]
    is_enrolled: bool = False
    """A verified personal link says whose it is; the opposite of `is_self_declared`."""
    person: Person | None = None
    """From HR's roster; None for a self-declared learner, or a link of somebody not on it."""
    device: str | None = None
    """Thumbprint of the device's key; None for an unsigned record."""
    is_signed: bool = False
    via: Via = "file"
    digest: str = ""
    """sha256 of the record."""

    @property
    def when(self) -> datetime:
        """When it was submitted; the time of receipt where the device's clock was ahead."""
        return min(self.submitted, self.received)


@dataclass(frozen=True, slots=True)
class GradedAttempt:
    """What a learner may be told about one graded attempt."""

    attempt: str
    learner: str
    course: str
    quiz: str
    quiz_version: str
    kind: str
    received: datetime
    score: Fraction | None
    passed: bool | None
    objectives: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class QuarantinedRecord:
    """A record that waits: for its bank, or for a person's decision."""

    attempt: str
    digest: str
    file: str
    """sha256 of the file it came in."""
    file_name: str
    received: str
    reason: str
    name: str | None
    """Whose it says it is."""
    quiz: str
    submitted: str


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """An xAPI statement as the ledger keeps it."""

    id: str
    """UUID in lower case."""
    digest: str
    """Of what two statements with one id are compared by (xAPI 1.0.3 part two, 2.3.1 and 3.1)."""
    stored: datetime
    timestamp: datetime
    verb: str
    """Its IRI."""
    activity: str
    """Id of the object where that is an activity; else empty."""
    agent: str
    """Canonical text of the actor's inverse functional identifier."""
    registration: str | None
    statement: bytes
    """Canonical JSON, with `stored` and `authority`."""
    voids: str | None = None
    """Id of the statement that it voids; None for all but voiding statements."""
    voided: bool = False
    """Another statement voids it. Found when it is read; what is given when it is stored plays no
    part, so that the order in which both arrive does not either."""


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Which statements to find; every None lets all of them pass. Voided ones are left out."""

    verb: str | None = None
    activity: str | None = None
    agent: str | None = None
    registration: str | None = None
    since: datetime | None = None
    """Stored after this moment."""
    until: datetime | None = None
    """Stored at or before this moment."""
    ascending: bool = False
    """Oldest first; by default newest first."""
    limit: int = 100
    after: tuple[datetime, str] | None = None
    """(stored, id) of the last statement of the page before."""


class StatementConflictError(Exception):
    """Statements whose ids belong to other statements; nothing of the batch was stored."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(f"another statement has this id: {', '.join(ids)}")
        self.ids = ids


@dataclass(frozen=True, slots=True)
class Audit:
    """What a check of the whole ledger found."""

    counts: Mapping[str, int]
    """What was looked at: files, attempts, quarantine, signatures, links, banks, people,
    statements."""
    problems: tuple[str, ...] = ()
    """Sentences: what is not as it was when it was committed."""
    notes: tuple[str, ...] = ()
    """Sentences: sound, and worth knowing (gaps and forks of chains, broken-off imports)."""

    @property
    def is_clean(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild came to."""

    files: int
    attempts: int
    quarantine: int
    before: Path | None = None
    """Where the database from before is kept; None where there was none, or on PostgreSQL."""
    notes: tuple[str, ...] = field(default=())
    """What could not be taken in, one sentence each."""


def self_declared_id(attempt: str, name: str | None) -> str:
    """Return the id under which an attempt without a personal link counts.

    Equal names (case and accents aside) are one learner; without a name nothing ties two attempts
    together, and joining them would mix people.

    Args:
        attempt: the attempt's id.
        name: the declared name, or None.
    """
    if name is None:
        return f"no-name-{attempt[:8]}"
    folded = fold(name) or name
    return "name-" + hashlib.sha256(folded.encode()).hexdigest()[:12]


def time_text(moment: datetime) -> str:
    """Return a time as records spell it: `2026-11-21T10:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
