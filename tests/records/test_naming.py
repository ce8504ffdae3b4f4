from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.samples import NOW, as_file, authority, record

from coursewright.generating.canonical import digest
from coursewright.records.ledger import Ledger
from coursewright.records.naming import Link, find_names

if TYPE_CHECKING:
    from pathlib import Path

UNNAMED = record(1, declared_name=None)
NAMED = record(2, declared_name="Nadia", seq=2, previous=digest(UNNAMED))
LATER = record(3, declared_name=None, seq=3, previous=digest(NAMED))


def as_file_alone(value: dict[str, object]) -> bytes:
    """One attempt without a training record around it."""
    return json.dumps(value).encode()


def names_after(folder: Path, *files: bytes) -> dict[str, str | None]:
    """Import files into a fresh ledger and return attempt -> name."""
    with Ledger(folder, authority()) as ledger:
        for raw in files:
            ledger.import_file("a.json", raw, NOW)
        return {each.attempt[:8]: each.name for each in ledger.attempts()}


def test_practice_before_the_name_was_given_counts_for_the_person(tmp_path: Path) -> None:
    """An unnamed record takes the name of the next record in its chain, and is flagged so."""
    with Ledger(tmp_path, authority()) as ledger:
        ledger.import_file("a.json", as_file(UNNAMED, NAMED), NOW)
        first, second = ledger.attempts()

    assert (first.name, first.learner) == ("Nadia", second.learner)
    assert "name-inferred" in first.flags
    assert "no-name" not in first.flags


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None
)
@given(st.permutations([UNNAMED, NAMED, LATER]), st.integers(0, 10**9))
def test_names_do_not_depend_on_the_order_of_imports(
    tmp_path: Path, order: list[dict[str, object]], number: int
) -> None:
    """Whatever arrives first, all three records are Nadia's in the end."""
    folder = tmp_path / f"{number}-{id(order)}"

    assert set(names_after(folder, *map(as_file_alone, order)).values()) == {"Nadia"}


def test_the_name_on_the_training_record_helps_where_no_attempt_has_one(tmp_path: Path) -> None:
    """A name given after the last attempt counts, even for an attempt imported before."""
    wrapped = as_file(UNNAMED).replace(b'"declared_name": "Anna Berg"', b'"declared_name": "Olga"')
    assert b"Olga" in wrapped

    assert names_after(tmp_path, as_file_alone(UNNAMED), wrapped) == {"00000001": "Olga"}


def test_records_with_a_link_take_and_lend_no_names() -> None:
    """An unnamed record after one with a link stays unnamed, and a name never runs through it."""
    links = [
        Link("a", None, 1, None),
        Link("b", "a", 2, None, is_enrolled=True),
        Link("c", "b", 3, "Nadia"),
        Link("d", "c", 4, None),
    ]

    assert find_names(links, {"b": "Olga"}) == {"c": "Nadia", "d": "Nadia"}


def test_two_profiles_stay_two_people() -> None:
    """Records that no chain connects do not lend each other names."""
    links = [Link("a", None, 1, None), Link("b", None, 1, "Nadia")]

    assert find_names(links, {}) == {"b": "Nadia"}
