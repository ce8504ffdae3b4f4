"""The report's columns: one list for CSV, XLSX and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from coursewright.records.grading import score_text
from coursewright.records.reasons import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.records.ledger import LedgerAttempt, QuarantinedRecord
    from coursewright.reporting.overview import OverviewRow
    from coursewright.reporting.tables import Completion

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table."""

    name: str
    """Machine name: the CSV's header."""
    title: str
    """Header for people."""
    width: int
    """Width in the workbook, in characters."""
    meaning: str
    """What the handbook says of it."""
    value: Callable[[Row], Any]
    """The row's value: text, whole number, score (Fraction), bool, date, time or None."""
    blank: str = ""
    """What the workbook shows where there is no value."""


NO_NAME: Final = "(no name given)"
NAME: Final = "from the roster; of self-declared learners as they typed it"
EMPLOYEE_ID: Final = "HR's number, as text with its leading zeros; empty for self-declared learners"
ROSTER: Final = "active or left; empty for whom the roster does not know"
IDENTITY: Final = "enrolled: a personal link says who it is; self-declared: the learner does"
LEARNER_ID: Final = (
    "opaque id: of enrolled people that of their link, of self-declared learners a digest of the "
    "name"
)
KIND: Final = "practice (activity) or record (graded with a sealed key)"
VOUCHED: Final = "yes: nothing but the learner vouches for the name"
SIGNED: Final = "whether the learner's browser signed the record"
VIA: Final = "file, intake, xapi or lrs: the way it came"
DEVICE: Final = "thumbprint of the browser's key; equal ones are one browser"
DEPARTMENT: Final = "from the roster; in brackets the groups that are no department"
IN_PROGRESS: Final = "something done, the assessment not yet"
COURSE_PASSED: Final = "the assessment passed, or soon to be repeated"
PASSED: Final = "whether an attempt reached the mastery score; equal is enough"
REMARKS: Final = "remarks, explained above; the workbook leaves out those that every record has"


def _of_person(name: str) -> Callable[[Completion | LedgerAttempt], str | None]:
    """Return the function that gives a field of a row's person; None where there is no person."""

    def value(row: Completion | LedgerAttempt) -> str | None:
        return None if row.person is None else getattr(row.person, name) or None

    return value


COMPLETION_COLUMNS: Final[tuple[Column[Completion], ...]] = (
    Column("name", "Name", 26, NAME, lambda row: row.learner.name, NO_NAME),
    Column("employee_id", "Employee id", 13, EMPLOYEE_ID, _of_person("employee_id")),
    Column("department", "Department", 18, "from the roster", _of_person("department")),
    Column("location", "Location", 14, "from the roster", _of_person("location")),
    Column("manager", "Manager", 20, "from the roster", _of_person("manager")),
    Column("module", "Module", 9, "id of the module", lambda row: row.module),
    Column("module_title", "Module title", 36, "title of the module", lambda row: row.module_title),
    Column("quiz_title", "Quiz title", 24, "title of the bank", lambda row: row.quiz_title),
    Column("kind", "Kind", 10, KIND, lambda row: row.kind),
    Column(
        "status",
        "Status",
        13,
        "not started, completed, passed, failed, expiring or expired",
        lambda row: row.status,
    ),
    Column(
        "best_score", "Best score", 9, "best attempt, share of points", lambda row: row.best_score
    ),
    Column(
        "completed_at",
        "Completed (UTC)",
        17,
        "first attempt that passed",
        lambda row: row.completed_at,
    ),
    Column(
        "valid_until",
        "Valid until",
        12,
        "record quizzes that are to be repeated: the last day it counts",
        lambda row: row.valid_until,
    ),
    Column("attempts", "Attempts", 10, "how many attempts arrived", lambda row: row.attempts),
    Column(
        "latest_score",
        "Latest score",
        9,
        "attempt submitted last, share of points",
        lambda row: row.latest_score,
    ),
    Column(
        "mastery_score",
        "Mastery score",
        9,
        "share of points needed to pass",
        lambda row: row.mastery_score,
    ),
    Column("passed", "Passed", 9, PASSED, lambda row: row.passed),
    Column("flags", "Flags", 30, REMARKS, lambda row: row.flags),
    Column("identity", "Identity", 13, IDENTITY, lambda row: row.learner.identity),
    Column(
        "self_declared",
        "Self-declared",
        13,
        VOUCHED,
        lambda row: row.learner.identity == "self-declared",
    ),
    Column("roster", "Roster", 9, ROSTER, lambda row: row.learner.roster),
    Column("email", "E-mail", 28, "from the roster", _of_person("email")),
    Column("path", "Path", 16, "title of the person's path", lambda row: row.path_title),
    Column("language", "Language", 10, "language of the page", lambda row: row.language),
    Column("learner", "Learner id", 24, LEARNER_ID, lambda row: row.learner.learner),
    Column("quiz", "Quiz", 16, "id of the bank", lambda row: row.quiz),
    Column(
        "quiz_version",
        "Quiz version",
        36,
        "version the best attempt was taken with and graded by",
        lambda row: row.quiz_version,
    ),
)

ATTEMPT_COLUMNS: Final[tuple[Column[LedgerAttempt], ...]] = (
    Column("name", "Name", 26, NAME, lambda row: row.name, NO_NAME),
    Column("employee_id", "Employee id", 13, EMPLOYEE_ID, _of_person("employee_id")),
    Column("department", "Department", 18, "from the roster", _of_person("department")),
    Column("module", "Module", 9, "id of the module", lambda row: row.module),
    Column("quiz_title", "Quiz title", 24, "title of the bank", lambda row: row.quiz_title),
    Column("kind", "Kind", 10, KIND, lambda row: row.kind),
    Column("score", "Score", 9, "share of points", lambda row: row.score),
    Column("passed", "Passed", 9, PASSED, lambda row: row.passed),
    Column(
        "mastery_score",
        "Mastery score",
        9,
        "share of points needed to pass",
        lambda row: row.mastery_score,
    ),
    Column(
        "started", "Started (UTC)", 17, "start, by the learner's clock", lambda row: row.started
    ),
    Column(
        "submitted",
        "Submitted (UTC)",
        17,
        "hand-in, by the learner's clock",
        lambda row: row.submitted,
    ),
    Column("received", "Imported (UTC)", 17, "when it was imported here", lambda row: row.received),
    Column("flags", "Flags", 30, REMARKS, lambda row: row.flags),
    Column(
        "identity",
        "Identity",
        13,
        IDENTITY,
        lambda row: "enrolled" if row.is_enrolled else "self-declared",
    ),
    Column("self_declared", "Self-declared", 13, VOUCHED, lambda row: row.is_self_declared),
    Column("signed", "Signed", 8, SIGNED, lambda row: row.is_signed),
    Column("via", "Came by", 9, VIA, lambda row: row.via),
    Column("language", "Language", 10, "language of the page", lambda row: row.language),
    Column("learner", "Learner id", 24, LEARNER_ID, lambda row: row.learner),
    Column("quiz", "Quiz", 16, "id of the bank", lambda row: row.quiz),
    Column(
        "quiz_version",
        "Quiz version",
        36,
        "version the attempt was taken with and graded by",
        lambda row: row.quiz_version,
    ),
    Column("attempt", "Attempt", 40, "id of the attempt", lambda row: row.attempt),
    Column("device", "Device", 46, DEVICE, lambda row: row.device),
)

OVERVIEW_COLUMNS: Final[tuple[Column[OverviewRow], ...]] = (
    Column("department", "Department", 30, DEPARTMENT, lambda row: row.department),
    Column("people", "People", 9, "how many people", lambda row: row.people),
    Column("not_started", "Not started", 12, "no attempt yet", lambda row: row.not_started),
    Column("in_progress", "In progress", 12, IN_PROGRESS, lambda row: row.in_progress),
    Column("passed", "Passed", 9, COURSE_PASSED, lambda row: row.passed),
    Column("failed", "Failed", 9, "tried, and not passed so far", lambda row: row.failed),
    Column("expired", "Expired", 9, "passed too long ago", lambda row: row.expired),
    Column("passed_share", "Passed, share", 10, "of the people", lambda row: row.passed_share),
)

WAITING_COLUMNS: Final[tuple[Column[QuarantinedRecord], ...]] = (
    Column("name", "Name", 26, "as the learner typed it", lambda row: row.name, NO_NAME),
    Column("quiz", "Quiz", 16, "id of the bank", lambda row: row.quiz),
    Column(
        "submitted",
        "Submitted (UTC)",
        17,
        "hand-in, by the learner's clock",
        lambda row: datetime.fromisoformat(row.submitted),
    ),
    Column(
        "received",
        "Imported (UTC)",
        17,
        "when it was imported here",
        lambda row: datetime.fromisoformat(row.received),
    ),
    Column("file_name", "File", 28, "the file it came in first", lambda row: row.file_name),
    Column("reason", "Reason", 17, "code, explained above", lambda row: row.reason),
    Column("meaning", "What it means", 60, "the reason in words", lambda row: sentence(row.reason)),
    Column("attempt", "Attempt", 40, "id of the attempt", lambda row: row.attempt),
)


def machine_text(value: Any) -> str:
    """Return a value as machines read it: ISO times in UTC, scores with four places, "" for None.

    Texts stay as they are: escaping them here would corrupt names for every other program.
    """
    text = "" if value is None else str(value)
    match value:
        case bool():
            text = "true" if value else "false"
        case Fraction():
            text = score_text(value)
        case datetime():
            text = value.isoformat(timespec="seconds").replace("+00:00", "Z")
        case tuple():
            text = " ".join(value)
    return text


def json_value(value: Any) -> Any:
    """Return a value for JSON output: as in the CSV, with real numbers, booleans and lists."""
    if isinstance(value, bool | int) or value is None:
        return value
    return list(value) if isinstance(value, tuple) else machine_text(value)
