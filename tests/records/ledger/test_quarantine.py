"""What waits in quarantine, and what becomes of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.records.crafting import enrolled, learner
from tests.records.ledger.content import (
    OTHER_VERSION,
    TWICE,
    both_banks,
    open_ledger,
    open_with_keys,
    rows,
)
from tests.records.samples import (
    NOW,
    as_file,
    bank,
    banks,
    record,
)

from coursewright.generating.canonical import canonical_json

if TYPE_CHECKING:
    from pathlib import Path


def test_quarantine_is_tried_again_when_the_bank_is_known(location: Path | str) -> None:
    """A record of an unknown version waits, and is graded once its bank has been found."""
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(quiz_version=OTHER_VERSION)), NOW)
        assert ledger.retry_quarantine() == ()
        assert ledger.attempts() == ()
    with open_ledger(location, both_banks()) as ledger:
        (released,) = ledger.retry_quarantine()

        assert released.status == "accepted"
        assert [each.quiz_version for each in ledger.attempts()] == [OTHER_VERSION]
        assert ledger.quarantine() == ()


def test_quarantine_is_tried_again_when_the_key_is_known(location: Path | str) -> None:
    """A record with a link of an unknown key waits for HR's list."""
    with open_ledger(location) as ledger:
        (held,) = ledger.import_file("a.json", canonical_json(enrolled(1)), NOW)
    with open_with_keys(location) as ledger:
        (released,) = ledger.retry_quarantine()

        assert (held.reasons, released.status) == (("unknown-key",), "accepted")
        assert [each.learner for each in ledger.attempts()] == [learner()]


def test_what_waited_and_turns_out_to_be_no_record_is_rejected(location: Path | str) -> None:
    """Once its bank is known, a record that lists an item twice waits no more."""
    raw = as_file(record(1, quiz_version=OTHER_VERSION, responses=TWICE))
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", raw, NOW)
    with open_ledger(location, both_banks()) as ledger:
        (released,) = ledger.retry_quarantine()

        assert (released.status, released.reasons) == ("rejected", ("item-twice",))
        assert ledger.quarantine() == ()
        assert rows(ledger, "SELECT file_name, reason FROM rejections") == [
            ("a.json", "item-twice")
        ]


def test_a_kept_file_stays_kept_when_nothing_in_it_counts_any_more(tmp_path: Path) -> None:
    """A file whose records waited and were rejected later is no refused file."""
    raw = as_file(record(1, quiz_version=OTHER_VERSION, responses=TWICE))
    with open_ledger(tmp_path) as ledger:
        ledger.import_file("a.json", raw, NOW)
    with open_ledger(tmp_path, both_banks()) as ledger:
        ledger.retry_quarantine()
        (verdict,) = ledger.import_file("a.json", raw, NOW + timedelta(days=1))
        assert ledger.audit().problems == ()

    assert verdict.status == "rejected"
    assert list(tmp_path.rglob("*.refusal.json")) == []


def test_what_waits_says_whose_it_is(location: Path | str) -> None:
    """A record in quarantine keeps its name, or the one on the file around it, and its quiz."""
    nameless = record(2, declared_name=None, quiz_version=OTHER_VERSION)
    around = json.loads(as_file(nameless)) | {"declared_name": "Zoë\u202e Ek"}
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", as_file(record(1, quiz_version=OTHER_VERSION)), NOW)
        ledger.import_file("b.json", json.dumps(around).encode(), NOW)
        waiting = ledger.quarantine()

    assert [(each.name, each.quiz, each.file_name) for each in waiting] == [
        (record()["declared_name"], "final", "a.json"),
        ("Zoë Ek", "final", "b.json"),
    ]


def test_importing_again_releases_a_waiting_record_too(location: Path | str) -> None:
    """A record that waited and arrives again is counted once and waits no more."""
    raw = as_file(record(quiz_version=OTHER_VERSION))
    with open_ledger(location) as ledger:
        ledger.import_file("a.json", raw, NOW)
    with open_ledger(location, banks(bank(version=OTHER_VERSION))) as ledger:
        (verdict,) = ledger.import_file("a.json", raw, NOW)

        assert verdict.is_counted
        assert len(ledger.attempts()) == 1
        assert ledger.quarantine() == ()
