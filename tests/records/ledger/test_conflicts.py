"""Records that claim the same id: none of them counts until a rival turns out to be none."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.records.crafting import device, enrolled, learner, public_key, ring, token
from tests.records.ledger.content import (
    OTHER_VERSION,
    both_banks,
    contents,
    open_ledger,
)
from tests.records.samples import (
    NOW,
    as_file,
    authority,
    record,
)

from coursewright.generating.canonical import canonical_json
from coursewright.records.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path


def test_two_records_with_one_id_are_both_set_aside(location: Path | str) -> None:
    """Neither of two records with the same id can be trusted more, so a person decides."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
        (second,) = ledger.import_file("b.json", as_file(record(1, seq=2)), NOW)
        attempts, waiting = contents(ledger)

    assert (second.status, second.reasons) == ("quarantined", ("conflict",))
    assert attempts == ()
    assert [reason for _, _, reason in waiting] == ["conflict", "conflict"]


def test_two_records_with_one_id_in_one_file_are_both_told(location: Path | str) -> None:
    """Where rivals come together, each of them is reported as waiting."""
    with open_ledger(location) as ledger:
        verdicts = ledger.import_file("a.json", as_file(record(1), record(1, seq=2)), NOW)
        third = ledger.import_file("b.json", as_file(record(1, seq=3), record(1)), NOW)

        assert [each.reasons for each in (*verdicts, *third)] == [("conflict",)] * 4
        assert ledger.attempts() == ()


@pytest.mark.parametrize("together", [False, True])
def test_a_record_counts_again_when_its_rival_turns_out_to_be_none(
    location: Path | str, *, together: bool
) -> None:
    """A contested record whose only rival waits for its key is contested no more."""
    honest = enrolled(1, device(1))
    rival = enrolled(1, device(2), enrolment=token(2, "k-old"))
    usable, revoked = public_key("k-old"), public_key("k-old", revoked=NOW - timedelta(days=9))
    with Ledger(location, authority(None, ring(public_key(), usable))) as ledger:
        ledger.import_file("a", canonical_json(honest), NOW - timedelta(hours=1))
        ledger.import_file("b", canonical_json(rival), NOW + timedelta(hours=1))
        assert ledger.attempts() == ()
    again = [rival, honest] if together else [rival]
    with Ledger(location, authority(None, ring(public_key(), revoked))) as ledger:
        # Looked at again, because it turns out to have been received earlier.
        ledger.import_file("c", canonical_json(again), NOW)

        assert [each.learner for each in ledger.attempts()] == [learner(1)]
        assert [each.reason for each in ledger.quarantine()] == ["key-revoked"]
        assert ledger.audit().problems == ()


def test_a_rival_that_turns_up_later_contests_a_counted_record(location: Path | str) -> None:
    """A waiting record of the same id whose bank is found sets the counted one aside."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1)), NOW)
        ledger.import_file("b.json", as_file(record(1, quiz_version=OTHER_VERSION)), NOW)
        assert len(ledger.attempts()) == 1
    with open_ledger(location, both_banks()) as ledger:
        (released,) = ledger.retry_quarantine()

        assert released.reasons == ("conflict",)
        assert [each.reason for each in ledger.quarantine()] == ["conflict", "conflict"]
