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

    from coursewright.records.ledger_rows import LedgerAttempt, QuarantinedRecord
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
LEARNER_ID: Final = "opaque id; of self-declared learners a digest of the name"
KIND: Final = "practice (activity) or record (graded with a sealed key)"
VOUCHED: Final = "yes: nothing but the learner vouches for the name"
PASSED: Final = "whether an attempt reached the mastery score; equal is enough"
REMARKS: Final = "remarks, explained above; the workbook leaves out those that every record has"

COMPLETION_COLUMNS: Final[tuple[Column[Completion], ...]] = (
    Column("name", "Name", 26, "as the learner typed it", lambda row: row.name, NO_NAME),
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
    Column("self_declared", "Self-declared", 13, VOUCHED, lambda row: row.is_self_declared),
    Column("language", "Language", 10, "language of the page", lambda row: row.language),
    Column("learner", "Learner id", 20, LEARNER_ID, lambda row: row.learner),
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
    Column("name", "Name", 26, "as the learner typed it", lambda row: row.name, NO_NAME),
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
    Column("self_declared", "Self-declared", 13, VOUCHED, lambda row: row.is_self_declared),
    Column("language", "Language", 10, "language of the page", lambda row: row.language),
    Column("learner", "Learner id", 20, LEARNER_ID, lambda row: row.learner),
    Column("quiz", "Quiz", 16, "id of the bank", lambda row: row.quiz),
    Column(
        "quiz_version",
        "Quiz version",
        36,
        "version the attempt was taken with and graded by",
        lambda row: row.quiz_version,
    ),
    Column("attempt", "Attempt", 40, "id of the attempt", lambda row: row.attempt),
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
