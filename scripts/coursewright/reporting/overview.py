"""How far each department is: one status per person, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coursewright.reporting.learners import Learner
    from coursewright.reporting.tables import Completion

NO_DEPARTMENT: Final = "(no department)"
ROSTER: Final = "(everybody active)"
LEFT: Final = "(left)"
NOT_ON_ROSTER: Final = "(link, but not on the roster)"
SELF_DECLARED: Final = "(self-declared)"
DONE: Final = {"passed", "completed", "expiring"}


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One department, or one of the groups in brackets."""

    department: str
    people: int
    not_started: int
    in_progress: int
    passed: int
    """Those whose pass will soon expire included."""
    failed: int
    expired: int

    @property
    def passed_share(self) -> Fraction | None:
        """Share of the people who have passed; None for nobody."""
        return Fraction(self.passed, self.people) if self.people else None


def course_status(rows: Sequence[Completion], assessment: str | None) -> str:
    """Return a learner's status in the whole course.

    The assessment decides, where the course has one; otherwise every quiz of the path.

    Args:
        rows: the learner's rows of the report.
        assessment: id of the quiz that decides, or None.

    Returns:
        not started, in progress, passed, failed or expired.
    """
    by_quiz = {row.quiz: row.status for row in rows}
    statuses = set(by_quiz.values())
    if assessment in by_quiz and by_quiz[assessment] != "not started":
        decided = by_quiz[assessment]
        return "passed" if decided in DONE else decided
    if assessment not in by_quiz and statuses and statuses <= DONE:
        return "passed"
    return "not started" if statuses <= {"not started"} else "in progress"


def make_overview(
    learners: Iterable[Learner], statuses: Mapping[str, str]
) -> tuple[OverviewRow, ...]:
    """Return the departments in order, all active people together, and the others.

    Args:
        learners: everybody in the report.
        statuses: learner id -> status in the course.
    """
    groups: dict[str, Counter[str]] = {}
    everybody: Counter[str] = Counter()
    others: dict[str, Counter[str]] = {}
    for learner in learners:
        status = statuses[learner.learner]
        if learner.person is not None and learner.person.is_active:
            department = learner.person.department or NO_DEPARTMENT
            groups.setdefault(department, Counter())[status] += 1
            everybody[status] += 1
        else:
            others.setdefault(_other_group(learner), Counter())[status] += 1
    return tuple(_rows(groups, everybody, others))


def _rows(
    groups: Mapping[str, Counter[str]],
    everybody: Counter[str],
    others: Mapping[str, Counter[str]],
) -> Iterator[OverviewRow]:
    for name in sorted(groups, key=lambda name: (name == NO_DEPARTMENT, name.casefold(), name)):
        yield _row(name, groups[name])
    if groups:
        yield _row(ROSTER, everybody)
    for name in (LEFT, NOT_ON_ROSTER, SELF_DECLARED):
        if name in others:
            yield _row(name, others[name])


def _other_group(learner: Learner) -> str:
    if learner.person is not None:
        return LEFT
    return NOT_ON_ROSTER if learner.identity == "enrolled" else SELF_DECLARED


def _row(name: str, counts: Counter[str]) -> OverviewRow:
    return OverviewRow(
        department=name,
        people=counts.total(),
        not_started=counts["not started"],
        in_progress=counts["in progress"],
        passed=counts["passed"],
        failed=counts["failed"],
        expired=counts["expired"],
    )
