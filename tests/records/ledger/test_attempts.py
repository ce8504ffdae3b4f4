"""What the ledger says of attempts when it is read: flags, counts and whose they are."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.records.crafting import enrolled, learner
from tests.records.ledger.content import (
    open_ledger,
    open_with_keys,
)
from tests.records.samples import (
    NOW,
    as_file,
    record,
)

from coursewright.generating.canonical import canonical_json, digest

if TYPE_CHECKING:
    from pathlib import Path


def test_a_withheld_record_shows_as_a_gap(location: Path | str) -> None:
    """A chain whose earlier record never arrived is flagged until it does."""
    first = record(1)
    second = record(2, previous=digest(first), seq=2)
    with open_ledger(location) as ledger:
        ledger.import_file("b.json", as_file(second), NOW)
        (alone,) = ledger.attempts()
        ledger.import_file("a.json", as_file(first), NOW)
        complete = ledger.attempts()

    assert "chain-gap" in alone.flags
    assert all("chain-gap" not in each.flags for each in complete)


def test_copied_responses_show_on_both_sides(location: Path | str) -> None:
    """What only several records say together is flagged when the ledger is read."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
        ledger.import_file("b.json", as_file(record(2, declared_name="Ben Ode")), NOW)

        assert ["identical-responses" in each.flags for each in ledger.attempts()] == [True, True]


def test_attempts_are_counted_by_our_clock(location: Path | str) -> None:
    """How often somebody tried lately follows from the times of receipt, not from the device's."""
    with open_with_keys(location) as ledger:
        for number in (1, 2, 3):
            received = NOW + timedelta(hours=number)
            ledger.import_file("a", canonical_json(enrolled(number)), received, via="intake")
        counts = [
            ledger.count_attempts(learner(), "final", NOW + timedelta(hours=hours))
            for hours in (0, 2, 4)
        ]

        assert counts == [3, 2, 0]
        assert ledger.count_attempts(learner(2), "final", NOW) == 0


def test_equal_names_are_one_learner_and_no_names_are_many(location: Path | str) -> None:
    """Case, accents and spaces do not make another person; without a name nothing is joined."""
    names = ["Anna Berg", " anna  BÉRG ", None, None]
    records = [record(at, declared_name=name) for at, name in enumerate(names)]
    with open_ledger(location) as ledger:
        for each in records:
            ledger.import_file("a.json", json.dumps(each).encode(), NOW)
        learners = [each.learner for each in ledger.attempts()]

    assert learners[0] == learners[1]
    assert len(set(learners)) == 3
