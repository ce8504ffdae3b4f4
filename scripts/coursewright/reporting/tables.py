"""Report rows from ledger values: pure, and the same for any order of imports."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from coursewright.reporting.learners import Learner, find_learners, find_resemblances
from coursewright.reporting.overview import OverviewRow, course_status, make_overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from fractions import Fraction

    from coursewright.model import Course, Path, Review
    from coursewright.records.ledger import LedgerAttempt, QuarantinedRecord
    from coursewright.records.people import Person
    from coursewright.reporting.learners import Resemblance

EXPIRING_WITHIN: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class ReportQuiz:
    """A quiz that the report has rows for."""

    id: str
    title: str
    kind: str
    module: str | None
    module_title: str | None
    mastery_score: Fraction | None
    mastery_method: str | None = None
    """How the score was found, as the bank says; None: it does not, or is gone."""
    mastery_set: tuple[Review, ...] = ()
    """Who set it, and when."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What one learner did in one quiz, up to the date of the report."""

    learner: Learner
    path_title: str | None
    """The person's path; None for whom the roster does not know."""
    module: str | None
    module_title: str | None
    quiz: str
    quiz_title: str
    kind: str
    status: str
    attempts: int
    best_score: Fraction | None
    latest_score: Fraction | None
    mastery_score: Fraction | None
    """Of the bank version the best attempt was graded with."""
    passed: bool | None
    completed_at: datetime | None
    """First attempt that passed; without a mastery score the first attempt."""
    valid_until: date | None
    """Record quizzes of courses that are to be repeated."""
    quiz_version: str | None
    """Of the best attempt, as are language and flags."""
    language: str | None
    flags: tuple[str, ...]

    @property
    def person(self) -> Person | None:
        """The learner as the roster knows them."""
        return self.learner.person


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says."""

    course: str
    title: str
    as_of: date
    quizzes: tuple[ReportQuiz, ...]
    completions: tuple[Completion, ...]
    """By learner's name, then in the course's order."""
    attempts: tuple[LedgerAttempt, ...]
    """By time."""
    waiting: tuple[QuarantinedRecord, ...] = ()
    """Records in quarantine, which count for nothing yet."""
    learners: tuple[Learner, ...] = ()
    """Everybody who has rows, by name."""
    overview: tuple[OverviewRow, ...] = ()
    resemblances: tuple[Resemblance, ...] = ()
    """Learners who may be one person."""


def make_report(
    course: Course,
    attempts: Iterable[LedgerAttempt],
    as_of: date,
    waiting: Iterable[QuarantinedRecord] = (),
    people: Iterable[Person] = (),
) -> Report:
    """Return the report of a course.

    Args:
        course: names the modules and quizzes, and how long a pass counts.
        attempts: graded attempts of the ledger, in any order.
        as_of: last day (UTC) whose attempts count.
        waiting: what is in quarantine.
        people: the roster as the ledger keeps it today. Everybody active has rows, also without
            an attempt; which ones, their path decides.
    """
    counted = sorted(
        (each for each in attempts if each.course == course.id and each.when.date() <= as_of),
        key=lambda each: (each.when, each.attempt),
    )
    quizzes = report_quizzes(course, counted)
    learners = find_learners(counted, people)
    completions, statuses = _learner_rows(course, quizzes, learners, counted, as_of)
    return Report(
        course=course.id,
        title=course.title,
        as_of=as_of,
        quizzes=quizzes,
        completions=completions,
        attempts=tuple(counted),
        waiting=tuple(each for each in waiting if each.received[:10] <= as_of.isoformat()),
        learners=learners,
        overview=make_overview(learners, statuses),
        resemblances=find_resemblances(learners),
    )


def _learner_rows(
    course: Course,
    quizzes: Sequence[ReportQuiz],
    learners: Sequence[Learner],
    attempts: Sequence[LedgerAttempt],
    as_of: date,
) -> tuple[tuple[Completion, ...], dict[str, str]]:
    """Return everybody's rows, and learner id -> status in the whole course."""
    groups: dict[tuple[str, str], list[LedgerAttempt]] = {}
    for attempt in attempts:
        groups.setdefault((attempt.learner, attempt.quiz), []).append(attempt)
    completions: list[Completion] = []
    statuses: dict[str, str] = {}
    for learner in learners:
        wanted = _wanted_quizzes(course, learner)
        rows = [
            _completion(course, learner, quiz, groups.get((learner.learner, quiz.id), ()), as_of)
            for quiz in quizzes
            if wanted is None or quiz.id in wanted or (learner.learner, quiz.id) in groups
        ]
        # What somebody did beyond their path is shown, and decides nothing.
        deciding = [row for row in rows if wanted is None or row.quiz in wanted]
        statuses[learner.learner] = course_status(deciding, course.assessment)
        completions += rows
    return tuple(completions), statuses


def _wanted_quizzes(course: Course, learner: Learner) -> frozenset[str] | None:
    """Return the quizzes of a person's path and the assessment; None: every quiz.

    Nobody has decided what self-declared learners should do, so they have a row for everything;
    as have people whose path has left the course.
    """
    path = _path_of(course, learner)
    if path is None:
        return None
    wanted = {each.quiz for each in course.modules if each.id in path.modules}
    return frozenset(quiz for quiz in (*wanted, course.assessment) if quiz is not None)


def _path_of(course: Course, learner: Learner) -> Path | None:
    if learner.person is None:
        return None
    return next((path for path in course.paths if path.id == learner.person.path), None)


def report_quizzes(course: Course, attempts: Sequence[LedgerAttempt]) -> tuple[ReportQuiz, ...]:
    """Return module quizzes in course order, other record banks, then those of records only.

    Practice banks that only feed checks in lessons make no attempts; they have no rows.
    """
    banks = {quiz.id: quiz for quiz in course.quizzes}
    modules = {each.quiz: each for each in course.modules if each.quiz in banks}
    order = [each.quiz for each in course.modules if each.quiz in banks]
    asked = {each.quiz for each in attempts}
    order += [
        quiz.id
        for quiz in course.quizzes
        if quiz.id not in modules and (quiz.kind == "record" or quiz.id in asked)
    ]
    found: list[ReportQuiz] = []
    for quiz_id in order:
        bank = banks[quiz_id or ""]
        module = modules.get(quiz_id)
        score = course.mastery_score if bank.mastery_score is None else bank.mastery_score
        title = module.title if module else None
        found.append(
            ReportQuiz(
                bank.id,
                bank.title,
                bank.kind,
                module.id if module else None,
                title,
                score,
                bank.mastery_method,
                bank.mastery_set,
            )
        )
    titles = {module.id: module.title for module in course.modules}
    gone = {each.quiz: each for each in attempts if each.quiz not in banks}
    for quiz_id, last in sorted(gone.items()):
        title = titles.get(last.module or "")
        found.append(
            ReportQuiz(quiz_id, last.quiz_title, last.kind, last.module, title, last.mastery_score)
        )
    return tuple(found)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _completion(
    course: Course,
    learner: Learner,
    quiz: ReportQuiz,
    attempts: Sequence[LedgerAttempt],
    as_of: date,
) -> Completion:
    best = max(attempts, key=_by_score, default=None)
    done = [each for each in attempts if each.passed is not False]
    path = _path_of(course, learner)
    valid_until = None
    if done and quiz.kind == "record" and course.recertify_months is not None:
        valid_until = add_months(done[-1].when.date(), course.recertify_months)
    return Completion(
        learner=learner,
        path_title=path.title if path else None,
        module=quiz.module,
        module_title=quiz.module_title,
        quiz=quiz.id,
        quiz_title=quiz.title,
        kind=best.kind if best else quiz.kind,
        status=_status(attempts, valid_until, as_of),
        attempts=len(attempts),
        best_score=best.score if best else None,
        latest_score=attempts[-1].score if attempts else None,
        mastery_score=best.mastery_score if best else quiz.mastery_score,
        passed=_passed(attempts),
        completed_at=done[0].when if done else None,
        valid_until=valid_until,
        quiz_version=best.quiz_version if best else None,
        language=best.language if best else None,
        flags=best.flags if best else (),
    )


def _status(attempts: Sequence[LedgerAttempt], valid_until: date | None, as_of: date) -> str:
    passed = _passed(attempts)
    if not attempts:
        return "not started"
    if passed is False:
        return "failed"
    if valid_until is not None and valid_until < as_of:
        return "expired"
    if valid_until is not None and valid_until - EXPIRING_WITHIN <= as_of:
        return "expiring"
    return "completed" if passed is None else "passed"


def _passed(attempts: Sequence[LedgerAttempt]) -> bool | None:
    """Return whether any attempt passed; None when none of them could."""
    known = [each.passed for each in attempts if each.passed is not None]
    return any(known) if known else None


def _by_score(attempt: LedgerAttempt) -> tuple[bool, Fraction | int, float]:
    """Sort key of the best attempt: passed, then the score, then the earlier one."""
    score = -1 if attempt.score is None else attempt.score
    return (attempt.passed is True, score, -attempt.when.timestamp())
