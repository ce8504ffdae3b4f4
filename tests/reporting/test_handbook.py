from __future__ import annotations

from tests.records.attacks.catalogue import ATTACKS

from coursewright.records.reasons import QUARANTINE, REJECTIONS
from coursewright.reporting.handbook import VERDICTS


def test_the_verdict_table_has_every_reason_once_with_its_status() -> None:
    """Each code of a refusal stands in exactly one row, under the status that goes with it."""
    listed = [(status, code) for _, status, codes, _ in VERDICTS for code in codes]

    assert sorted(listed) == sorted(
        [("quarantined", code) for code in QUARANTINE] + [("rejected", code) for code in REJECTIONS]
    )


def test_the_verdict_table_has_every_status() -> None:
    """A status without a reason has a row of its own."""
    alone = [status for _, status, codes, _ in VERDICTS if not codes]

    assert alone == ["duplicate", "flagged", "accepted"]


def test_the_verdict_table_is_what_attacks_come_to() -> None:
    """Whatever an attack is refused with stands in the table with the same status."""
    rows = {code: status for _, status, codes, _ in VERDICTS for code in codes}
    refused = [
        words.split()
        for attack in ATTACKS
        for words in (*attack.verdicts, *(attack.imported or ()))
        if words.startswith(("rejected", "quarantined"))
    ]

    assert len(refused) > 40
    assert all(rows[code] == status for status, code in refused)
