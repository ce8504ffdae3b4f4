"""Graded attempts as the ledger would hold them."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from tests.generating.builders import course as make_course
from tests.generating.builders import item, module, quiz

from coursewright.records.ledger_rows import LedgerAttempt

COURSE = make_course(
    [module("m01", "one"), module("m02", "two"), module("m03", None)],
    [
        quiz("final", [item("x", "final")], kind="record"),
        quiz("one", [item("a", "one")]),
        quiz("two", [item("b", "two")]),
    ],
)


def day(number: int, month: int = 11) -> datetime:
    """Return ten o'clock of a day in 2026."""
    return datetime(2026, month, number, 10, 0, tzinfo=UTC)


def attempt(number: int = 1, score: str | None = "1", **changes: Any) -> LedgerAttempt:
    """Return a graded attempt of Anna at the first module's quiz."""
    exact = None if score is None else Fraction(score)
    values: dict[str, Any] = {
        "attempt": f"{number:08x}-0000-4000-8000-000000000000",
        "learner": "name-anna",
        "name": "Anna Berg",
        "is_self_declared": True,
        "course": COURSE.id,
        "quiz": "one",
        "quiz_version": "0" * 32,
        "quiz_title": "One",
        "kind": "practice",
        "module": "m01",
        "language": "en",
        "started": day(10),
        "submitted": day(10),
        "received": day(20),
        "tz_offset": 60,
        "score": exact,
        "mastery_score": Fraction(4, 5),
        "passed": None if exact is None else exact >= Fraction(4, 5),
        "flags": ("unsigned", "self-declared"),
    }
    return LedgerAttempt(**{**values, **changes})
