"""The people HR enrols, as every layer after the roster sees them.

A roster file names people; the ledger keeps them; the report shows them. This module is the one
type all three share, so that none of them has to know how a roster is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """One employee who takes the course.

    Texts are "" when the roster does not say.

    Attributes:
        learner: opaque learner id (``sub`` of the personal link), made from the employee id with
            HR's own key; the only thing about a person that ever leaves HR.
        employee_id: HR's number as text, with its leading zeros.
        name: as HR writes it.
        email: where the personal link is sent.
        department: free text.
        manager: free text: a name, a number or an address, as HR keeps it.
        location: free text.
        hire_date: first day of work, or None when unknown.
        language: language code of the person's texts, e.g. "fr".
        path: id of the learning path in course.yml.
        is_active: False for people who have left; they are never deleted.
    """

    learner: str
    employee_id: str
    name: str = ""
    email: str = ""
    department: str = ""
    manager: str = ""
    location: str = ""
    hire_date: date | None = None
    language: str = ""
    path: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a roster changed in the ledger: employee ids, each in one group, in sorted order.

    Attributes:
        added: people the ledger did not know.
        changed: known, active or not as before, with at least one other value.
        deactivated: active before, now missing from the roster or marked inactive.
        reactivated: inactive before, now active.
        unchanged: exactly as before.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deactivated: tuple[str, ...] = ()
    reactivated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def compare_people(known: Iterable[Person], roster: Iterable[Person]) -> RosterChange:
    """Say what taking a whole roster into the ledger changes; nothing is written.

    Args:
        known: everybody in the ledger, leavers too.
        roster: everybody in the roster. Who is known and not here has left.
    """
    before = {person.learner: person for person in known}
    after = {person.learner: person for person in roster}
    groups: dict[str, list[str]] = {
        name: [] for name in ("added", "changed", "deactivated", "reactivated", "unchanged")
    }
    for learner, person in after.items():
        groups[_change_of(before.get(learner), person)].append(person.employee_id)
    for learner, person in before.items():
        if learner not in after:
            group = "deactivated" if person.is_active else "unchanged"
            groups[group].append(person.employee_id)
    return RosterChange(**{name: tuple(sorted(ids)) for name, ids in groups.items()})


def _change_of(before: Person | None, after: Person) -> str:
    if before is None:
        return "added"
    if before.is_active != after.is_active:
        return "reactivated" if after.is_active else "deactivated"
    return "unchanged" if before == after else "changed"
