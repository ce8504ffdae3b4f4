"""What an intake is told when it is made: where the ledger is, what it serves, and its limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TextIO

from coursewright.records.intake.credentials import NO_CREDENTIALS, Credentials

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.records.verify import Authority


@dataclass(frozen=True, slots=True)
class CourseState:
    """The course as it is at one moment. A changed course is another object."""

    authority: Authority
    """What verdicts are made from."""
    attempts: Mapping[str, int] = field(default_factory=dict)
    """Quiz id -> how many attempts a learner has; quizzes without a limit are left out."""


CourseProvider = Callable[[], CourseState]
"""Called before each piece of work on the ledger; returns the same object while nothing changed.

It may raise a `CoursewrightError`, which the client sees as 503.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the intake takes at once. The defaults suit some thousand learners."""

    body_bytes: int = 256_000
    """Largest body of `POST /attempts`."""
    records: int = 50
    """Most records in one body."""
    statements_bytes: int = 1_000_000
    """Largest body of the xAPI resource."""
    body_s: float = 20.0
    """How long a body may take to arrive."""
    answer_s: float = 60.0
    """How long a request may take from its headers to the end of the answer."""
    pending_bytes: int = 16_000_000
    """Bodies of all requests under way together."""
    queue: int = 64
    """Requests that wait for the ledger."""
    rate_per_s: float = 20.0
    """Requests per second that one client address may send in the long run."""
    burst: int = 200
    """Requests that one client address may send at once."""
    addresses: int = 10_000
    """Client addresses that are remembered."""
    results_per_day: int = 10
    """Graded attempts per learner and record quiz within 24 hours whose results are told."""


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings:
    """Everything `create_app` needs."""

    ledger: Path | str
    """Folder of the ledger, or the URL of its database."""
    course: CourseProvider
    origins: tuple[str, ...] = ()
    """Origins whose pages may read answers, exactly as browsers send them: `https://host`."""
    results_for: Literal["enrolled", "everyone"] = "enrolled"
    """Who is told a result at once: holders of a personal link, or everyone."""
    limits: Limits = field(default_factory=Limits)
    credentials: Credentials = NO_CREDENTIALS
    """Who may use the xAPI resource; none: nobody."""
    base: str = ""
    """Path before `/attempts`, such as `/intake`; it begins with a slash and does not end so."""
    clock: Callable[[], datetime] = utc_now
    log: TextIO | None = None
    """Where a line of JSON is written for each request; None: nowhere."""
