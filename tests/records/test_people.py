from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.records.people import Person, RosterChange, compare_people

ANNA = Person("p-1", "1", "Anna", hire_date=date(2020, 1, 1))
BO = Person("p-2", "2", "Bo")


def test_each_kind_of_change_has_its_group() -> None:
    """New, changed, gone, back and as before are told apart."""
    before = [ANNA, BO, replace(BO, learner="p-3", employee_id="3", is_active=False)]
    after = [
        replace(ANNA, department="Sales"),
        replace(BO, learner="p-3", employee_id="3", name="Cy"),
        replace(BO, learner="p-4", employee_id="4"),
    ]

    assert compare_people(before, after) == RosterChange(
        added=("4",), changed=("1",), deactivated=("2",), reactivated=("3",)
    )


@pytest.mark.parametrize("after", [[], [replace(BO, is_active=False)]])
def test_missing_and_marked_inactive_are_both_leavers(after: list[Person]) -> None:
    """A roster may leave people out, or say that they have left."""
    assert compare_people([BO], after).deactivated == ("2",)


def test_leavers_who_stay_away_are_unchanged() -> None:
    """Who left before and is missing now is no news."""
    assert compare_people([replace(BO, is_active=False)], []).unchanged == ("2",)


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.sampled_from(["A", "B"]))))
def test_a_roster_compared_with_itself_is_unchanged(rows: list[tuple[int, bool, str]]) -> None:
    """Doing it again changes nothing, in whatever order the people stand."""
    people = list(
        {
            n: Person(f"p-{n}", str(n), name, is_active=is_active) for n, is_active, name in rows
        }.values()
    )
    change = compare_people(people, reversed(people))

    assert change == RosterChange(unchanged=tuple(sorted(each.employee_id for each in people)))
