"""Graded attempts as the ledger would hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from tests.generating.builders import SPAN, item, module, quiz
from tests.generating.builders import course as make_course

from coursewright.model import Path
from coursewright.records.ledger import LedgerAttempt
from coursewright.records.people import Person

COURSE = replace(
    make_course(
        [module("m01", "one"), module("m02", "two"), module("m03", None)],
        [
            quiz("final", [item("x", "final")], kind="record"),
            quiz("one", [item("a", "one")]),
            quiz("two", [item("b", "two")]),
        ],
    ),
    paths=(
        Path("short", "Short path", ("m01",), SPAN),
        Path("long", "Long path", ("m01", "m02", "m03"), SPAN),
    ),
    assessment="final",
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


def person(number: int = 1, **changes: Any) -> Person:
    """Return somebody of the roster: Anna, whose path has the first module only."""
    values: dict[str, Any] = {
        "learner": f"p-{number:020d}",
        "employee_id": f"{number:05d}",
        "name": "Anna Berg",
        "email": "anna@example.com",
        "department": "Sales",
        "manager": "Olga",
        "location": "Lyon",
        "language": "fr",
        "path": "short",
        "is_active": True,
    }
    return Person(**{**values, **changes})


def enrolled(of: Person, number: int = 1, score: str | None = "1", **changes: Any) -> LedgerAttempt:
    """Return a graded attempt made with a person's link."""
    values: dict[str, Any] = {
        "learner": of.learner,
        "name": of.name or None,
        "is_self_declared": False,
        "is_enrolled": True,
        "person": of,
        "device": "d" * 43,
        "is_signed": True,
        "flags": (),
    }
    return attempt(number, score, **{**values, **changes})
