from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.samples import COURSE, attempt, day

from coursewright.reporting.tables import Completion, Report, add_months, make_report

if TYPE_CHECKING:
    from coursewright.records.ledger import LedgerAttempt

AS_OF = date(2026, 11, 30)


def report_of(*attempts: LedgerAttempt, as_of: date = AS_OF) -> Report:
    """Return the report of the sample course."""
    return make_report(COURSE, attempts, as_of)


def row_of(report: Report, quiz: str = "one") -> Completion:
    """Return the row of a quiz in a report with one learner."""
    (row,) = [each for each in report.completions if each.quiz == quiz]
    return row


def test_every_learner_has_a_row_for_every_quiz() -> None:
    """Modules in course order, then other quizzes; what nobody did is not started."""
    report = report_of(attempt(), attempt(2, learner="name-bob", name="Bob"))

    assert [(row.learner.name, row.quiz, row.status) for row in report.completions] == [
        ("Anna Berg", "one", "passed"),
        ("Anna Berg", "two", "not started"),
        ("Anna Berg", "final", "not started"),
        ("Bob", "one", "passed"),
        ("Bob", "two", "not started"),
        ("Bob", "final", "not started"),
    ]


def test_best_latest_and_first_pass_are_told_apart() -> None:
    """The best attempt gives version and flags, the last one the latest score."""
    row = row_of(
        report_of(
            attempt(1, "1/2", submitted=day(1)),
            attempt(2, "9/10", submitted=day(2), quiz_version="1" * 32, flags=("very-fast",)),
            attempt(3, "1", submitted=day(3), quiz_version="2" * 32),
            attempt(4, "1/3", submitted=day(4)),
        )
    )

    assert (row.attempts, row.best_score, row.latest_score) == (4, Fraction(1), Fraction(1, 3))
    assert (row.passed, row.status, row.completed_at) == (True, "passed", day(2))
    assert (row.quiz_version, row.flags) == ("2" * 32, ("unsigned", "self-declared"))


@pytest.mark.parametrize(
    ("attempts", "status", "passed"),
    [
        ([attempt(1, "1/2")], "failed", False),
        ([attempt(1, "4/5")], "passed", True),
        ([attempt(1, "1/2", mastery_score=None, passed=None)], "completed", None),
        ([attempt(1, None)], "completed", None),
    ],
)
def test_statuses_say_what_was_reached(
    attempts: list[LedgerAttempt], status: str, passed: object
) -> None:
    """Failed, passed, and completed where nothing could be failed."""
    row = row_of(report_of(*attempts))

    assert (row.status, row.passed) == (status, passed)


def test_a_better_score_that_failed_never_hides_a_pass() -> None:
    """When the mastery score was raised, an attempt that passed by its own version decides."""
    row = row_of(
        report_of(
            attempt(1, "7/10", mastery_score=Fraction(7, 10), passed=True),
            attempt(2, "8/10", mastery_score=Fraction(9, 10), passed=False),
        )
    )

    assert (row.status, row.best_score) == ("passed", Fraction(7, 10))


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (date(2026, 12, 1), "passed"),
        (date(2028, 9, 10), "passed"),
        (date(2028, 9, 11), "expiring"),
        (date(2028, 11, 10), "expiring"),
        (date(2028, 11, 11), "expired"),
    ],
)
def test_a_pass_of_the_assessment_expires(as_of: date, status: str) -> None:
    """A record quiz counts to the last day of the course's months; the report warns before."""
    course = replace(COURSE, recertify_months=24)
    done = attempt(quiz="final", kind="record", module=None)
    report = make_report(course, [done], as_of)

    assert row_of(report, "final").status == status
    assert row_of(report, "final").valid_until == date(2028, 11, 10)
    assert row_of(report, "one").valid_until is None


def test_later_attempts_are_left_out() -> None:
    """A report as of a day shows what was known that day's end, whatever came later."""
    attempts = [attempt(1, "1/2", submitted=day(1)), attempt(2, "1", submitted=day(15))]

    assert row_of(report_of(*attempts, as_of=date(2026, 11, 14))).status == "failed"
    assert row_of(report_of(*attempts, as_of=date(2026, 11, 15))).status == "passed"


def test_a_clock_ahead_counts_from_the_import() -> None:
    """An attempt dated in the future stands under the day it was imported."""
    row = row_of(report_of(attempt(submitted=day(1).replace(year=2099), received=day(20))))

    assert row.completed_at == day(20)


def test_attempts_of_other_courses_are_left_out() -> None:
    """A ledger shared by courses reports each on its own."""
    assert report_of(attempt(course="https://example.org/other")).completions == ()


def test_quizzes_that_left_the_course_keep_their_rows() -> None:
    """What somebody passed does not vanish because a bank was removed."""
    report = report_of(attempt(quiz="old", quiz_title="Old one", module="m02"))
    row = row_of(report, "old")

    assert (row.quiz_title, row.module_title, row.status) == ("Old one", "Module m02", "passed")


@given(st.permutations(range(6)))
def test_the_order_of_attempts_plays_no_part(order: list[int]) -> None:
    """A report is the same for any order, equal times and scores included."""
    attempts = [
        attempt(n, score, submitted=day(1 + n // 2), learner=f"name-{n % 2}")
        for n, score in enumerate(("1", "1", "1/2", "1/2", "1", "0"))
    ]

    assert report_of(*(attempts[at] for at in order)) == report_of(*attempts)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 11, 10), 24, date(2028, 11, 10)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
    ],
)
def test_months_end_on_a_day_that_exists(start: date, months: int, end: date) -> None:
    """Adding months to a 31st ends on the last day of a shorter month."""
    assert add_months(start, months) == end
