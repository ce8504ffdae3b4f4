"""What taking a roster into the ledger would do, decided before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.records.people import Person, RosterChange, compare_people
from coursewright.records.roster.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from coursewright.records.roster.read import Roster

FEW: Final = 5
"""So many people may leave at once without a question."""


@dataclass(frozen=True, slots=True)
class EnrolmentPlan:
    """What a roster means for the ledger."""

    people: tuple[Person, ...]
    """Everybody to hand to the ledger: whoever is missing here becomes inactive."""
    change: RosterChange
    newcomers: tuple[Person, ...]
    """Active people without a link so far: new, or back again."""
    kept: tuple[str, ...]
    """Employee ids that stay as they are, because the roster does not say clearly who they are."""
    outdated: tuple[str, ...]
    """Employee ids of active people whose link still carries another path or language."""
    problems: tuple[Problem, ...]
    """Rows that were left out for what the ledger knows."""
    active_before: int

    @property
    def has_many_leavers(self) -> bool:
        """True when more than half of the active people would leave, and more than a few."""
        leavers = len(self.change.deactivated)
        return leavers > FEW and 2 * leavers > self.active_before


def plan_enrolment(
    roster: Roster,
    known: Iterable[Person],
    learner_of: Callable[[str], str],
    *,
    is_partial: bool = False,
) -> EnrolmentPlan:
    """Return what taking a roster into the ledger would do.

    Args:
        roster: as it was read.
        known: everybody in the ledger.
        learner_of: employee id -> learner id, made with HR's own key.
        is_partial: the roster lists newcomers only; people who are known stay as they are.

    Raises:
        CoursewrightError: the key makes other learner ids than those in the ledger.
    """
    before = {person.employee_id: person for person in known}
    people = {
        person.employee_id: replace(person, learner=learner_of(person.employee_id))
        for person in roster.people
    }
    _check_key(before, people)
    if is_partial:
        active = {name for name, person in before.items() if person.is_active}
        people = {name: person for name, person in people.items() if name not in active}
    problems = tuple(_lost_zeros(people, before, roster.rows))
    bad_rows = {problem.row for problem in problems}
    people = {name: each for name, each in people.items() if roster.rows[name] not in bad_rows}
    missing = {name: person for name, person in before.items() if name not in people}
    kept = missing if is_partial else _unclear(missing, people, roster)
    everybody = (*people.values(), *kept.values())
    change = compare_people(before.values(), everybody)
    is_new = {*change.added, *change.reactivated}
    return EnrolmentPlan(
        people=everybody,
        change=change,
        newcomers=tuple(each for name, each in people.items() if each.is_active and name in is_new),
        kept=tuple(sorted(name for name, each in kept.items() if each.is_active)),
        outdated=tuple(sorted(_outdated(people, before))),
        problems=problems,
        active_before=sum(person.is_active for person in before.values()),
    )


def _unclear(
    missing: Mapping[str, Person], people: Mapping[str, Person], roster: Roster
) -> dict[str, Person]:
    """Return the people who may well be in the roster, in a row that cannot be taken."""
    lost = {_bare(name) for name in roster.rows if name not in people}
    return {
        name: person
        for name, person in missing.items()
        if roster.has_nameless_rows
        or name in roster.bad_ids
        or (person.is_active and _bare(name) in lost)
    }


def _check_key(before: Mapping[str, Person], people: Mapping[str, Person]) -> None:
    for name, person in people.items():
        if name in before and before[name].learner != person.learner:
            raise CoursewrightError(
                f"the file learners.key is not the one with which {name} was enrolled, so "
                "nobody's records would be found again; give the right folder with --keys, or "
                "restore the file from your backup"
            )


def _lost_zeros(
    people: Mapping[str, Person], before: Mapping[str, Person], rows: Mapping[str, int]
) -> Iterable[Problem]:
    """Yield a problem for each new id that is a known one without its zeros.

    Taken as a new person, it would tear somebody from their records, and send a second link.
    """
    missing = {
        _bare(name): name
        for name, person in before.items()
        if person.is_active and name not in rows
    }
    for name in people:
        old = missing.get(_bare(name))
        if name not in before and old is not None:
            message = (
                f"“{name}” is new, but the ledger knows “{old}”, who is missing here; did a "
                "spreadsheet remove the zeros?"
            )
            yield Problem(rows[name], "error", message)


def _outdated(people: Mapping[str, Person], before: Mapping[str, Person]) -> Iterable[str]:
    for name, person in people.items():
        old = before.get(name)
        if old is None or not old.is_active or not person.is_active:
            continue
        if (old.path, old.language) != (person.path, person.language):
            yield name


def _bare(employee_id: str) -> str:
    return employee_id.casefold().lstrip("0").replace(" ", "")


def select_people(people: Sequence[Person], wanted: Iterable[str]) -> tuple[Person, ...]:
    """Return the active people with these employee ids.

    Raises:
        KeyError: an id that no active person of the roster has.
    """
    active = {person.employee_id: person for person in people if person.is_active}
    return tuple(active[name] for name in wanted)
