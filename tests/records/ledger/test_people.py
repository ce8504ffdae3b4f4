"""People of HR's roster in the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.crafting import enrolled, learner
from tests.records.ledger.content import dump, open_with_keys, rows
from tests.records.samples import NOW, as_file, record

from coursewright.generating.canonical import canonical_json
from coursewright.records.people import Person, RosterChange

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ZOE = Person(
    learner(1),
    "007",
    name="Zoë Ek",
    email="zoe@example.org",
    department="Care",
    manager="Kim",
    location="Lyon",
    hire_date=date(2024, 2, 29),
    language="fr",
    path="core",
)
BEN = Person(learner(2), "0010", name="Ben Ode")
LATER = NOW + timedelta(days=1)


def test_a_roster_comes_back_as_it_went_in(location: Path | str) -> None:
    """Every field, with leading zeros and an unknown hire date."""
    with open_with_keys(location) as ledger:
        change = ledger.upsert_people([BEN, ZOE], NOW)

        assert ledger.people() == (BEN, ZOE)
    assert change == RosterChange(added=("0010", "007"))


def test_the_same_roster_twice_changes_nobody(location: Path | str) -> None:
    """Not even the time of the last change."""
    with open_with_keys(location) as ledger:
        ledger.upsert_people([ZOE, BEN], NOW)
        before = dump(ledger)
        change = ledger.upsert_people([BEN, ZOE], LATER)

        assert dump(ledger) == before
    assert change == RosterChange(unchanged=("0010", "007"))


def test_leavers_are_deactivated_and_come_back(location: Path | str) -> None:
    """Who is missing is inactive and keeps all the ledger knew; nobody is deleted."""
    with open_with_keys(location) as ledger:
        ledger.upsert_people([ZOE, BEN], NOW)
        left = ledger.upsert_people([BEN], LATER)
        without = ledger.people()
        moved = replace(ZOE, department="Sales")
        back = ledger.upsert_people([BEN, moved], LATER)

        assert without == (BEN, replace(ZOE, is_active=False))
        assert ledger.people() == (BEN, moved)
        assert rows(ledger, "SELECT employee_id, updated FROM people ORDER BY employee_id") == [
            ("0010", "2026-11-22T12:00:00.000Z"),
            ("007", "2026-11-23T12:00:00.000Z"),
        ]
    assert (left.deactivated, left.unchanged) == (("007",), ("0010",))
    assert back.reactivated == ("007",)


def test_an_enrolled_attempt_has_the_name_of_its_person(location: Path | str) -> None:
    """HR's roster names the learner of a link; of a self-declared attempt it says nothing."""
    with open_with_keys(location) as ledger:
        ledger.import_file("a.json", canonical_json(enrolled(1)), NOW)
        ledger.import_file("b.json", as_file(record(2, declared_name="Zoë Ek")), NOW)
        ledger.upsert_people([ZOE], NOW)
        ours, typed = ledger.attempts()

    assert (ours.name, ours.person, ours.learner) == ("Zoë Ek", ZOE, ZOE.learner)
    assert (typed.name, typed.person) == ("Zoë Ek", None)
    assert typed.learner != ours.learner


def test_the_roster_is_kept_beside_the_database(tmp_path: Path) -> None:
    """For a rebuild, readable by its owner only; one person a line."""
    with open_with_keys(tmp_path) as ledger:
        ledger.upsert_people([ZOE, BEN], NOW)
    path = tmp_path / "people.json"

    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_text(encoding="utf-8").splitlines()) == 4


ROSTERS = st.lists(
    st.lists(
        st.builds(
            Person,
            learner=st.sampled_from(["p-a", "p-b", "p-c", "p-d"]),
            employee_id=st.sampled_from(["1", "01", "2"]),
            name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5),
            hire_date=st.none() | st.dates(),
            is_active=st.booleans(),
        ),
        max_size=4,
        unique_by=lambda person: person.learner,
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROSTERS)
def test_the_last_roster_says_who_is_active(
    tmp_path_factory: pytest.TempPathFactory, rosters: list[list[Person]]
) -> None:
    """After any rosters, the last one is in the ledger, and everybody before as a leaver."""
    ever = {person.learner for roster in rosters for person in roster}
    with open_with_keys(tmp_path_factory.mktemp("ledger")) as ledger:
        for roster in rosters:
            ledger.upsert_people(roster, NOW)
        people = {person.learner: person for person in ledger.people()}
        assert ledger.audit().problems == ()
        before = dump(ledger)
        ledger.rebuild()
        assert dump(ledger) == before

    assert people.keys() == ever
    for person in rosters[-1]:
        assert people.pop(person.learner) == person
    assert not any(person.is_active for person in people.values())
