"""Who is in a report: people of the roster, and learners who only say who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coursewright.records.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.records.ledger import LedgerAttempt
    from coursewright.records.people import Person

Identity = Literal["enrolled", "self-declared"]


@dataclass(frozen=True, slots=True)
class Learner:
    """One row head of the report."""

    learner: str
    """Opaque id."""
    name: str | None
    identity: Identity
    """enrolled: HR's personal link says who it is; self-declared: the learner typed the name."""
    person: Person | None = None
    """From the roster; None for a self-declared learner, or a link of somebody not on it."""

    @property
    def roster(self) -> str | None:
        """`active` or `left`; None for whom the roster does not know."""
        if self.person is None:
            return None
        return "active" if self.person.is_active else "left"


@dataclass(frozen=True, slots=True)
class Resemblance:
    """An enrolled person and a self-declared learner with equal names; they are never joined."""

    name: str
    """As the roster has it."""
    enrolled: str
    """Learner id."""
    employee_id: str
    self_declared: str
    """Learner id."""


def find_learners(
    attempts: Iterable[LedgerAttempt], people: Iterable[Person]
) -> tuple[Learner, ...]:
    """Return everybody who has a row: by name, then by id.

    Active people of the roster always have one. Leavers and self-declared learners have one when
    they made an attempt.

    Args:
        attempts: those that count, in the order of time.
        people: the roster as the ledger keeps it.
    """
    known = {person.learner: person for person in people}
    found = {
        person.learner: Learner(person.learner, person.name or None, "enrolled", person)
        for person in known.values()
        if person.is_active
    }
    for attempt in attempts:
        person = known.get(attempt.learner, attempt.person)
        # The latest spelling of a typed name wins; the roster's own is better than any.
        name = attempt.name if person is None else person.name or None
        identity: Identity = "enrolled" if attempt.is_enrolled else "self-declared"
        found[attempt.learner] = Learner(attempt.learner, name, identity, person)
    return tuple(sorted(found.values(), key=_by_name))


def find_resemblances(learners: Sequence[Learner]) -> tuple[Resemblance, ...]:
    """Return pairs of learners who may be one person, because their names are equal.

    Case and accents play no part. Two people can have one name, so this is a question for HR.
    """
    typed: dict[str, list[Learner]] = {}
    for each in learners:
        if each.identity == "self-declared" and each.name:
            typed.setdefault(fold(each.name), []).append(each)
    return tuple(
        Resemblance(
            each.name, each.learner, each.person.employee_id if each.person else "", other.learner
        )
        for each in learners
        if each.identity == "enrolled" and each.name
        for other in typed.get(fold(each.name), ())
    )


def _by_name(learner: Learner) -> tuple[bool, str, str]:
    return (learner.name is None, (learner.name or "").casefold(), learner.learner)
