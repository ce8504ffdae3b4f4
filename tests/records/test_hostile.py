from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.records.samples import NOW, authority

from coursewright.records.ledger import Ledger
from coursewright.records.strict_json import MAX_BYTES
from coursewright.records.verify import Verdict, verify_raw

FOLDER = Path(__file__).parent / "hostile"
# file -> one line per record in it: status and reasons. A bug report becomes a file here.
VERDICTS: dict[str, list[str]] = json.loads((FOLDER / "verdicts.json").read_text(encoding="utf-8"))


def in_words(verdicts: tuple[Verdict, ...]) -> list[str]:
    """Return verdicts as the list of expectations writes them."""
    return [" ".join((verdict.status, *verdict.reasons)) for verdict in verdicts]


@pytest.mark.parametrize("name", sorted(VERDICTS))
def test_hostile_files_get_their_verdict(name: str) -> None:
    """No file raises, and none is worth more than it should be."""
    raw = (FOLDER / name).read_bytes()

    assert in_words(verify_raw(raw, authority(), NOW)) == VERDICTS[name]


def test_every_hostile_file_has_an_expectation() -> None:
    """A file without a verdict would test nothing."""
    assert {path.name for path in FOLDER.iterdir()} - {"verdicts.json", ".gitattributes"} == set(
        VERDICTS
    )


def test_hostile_files_together_leave_a_sound_ledger(tmp_path: Path) -> None:
    """Importing all of them counts exactly those that no other file contests, and nothing breaks.

    Nearly all of them carry the same attempt id with other content, so nearly all of them end in
    quarantine together.
    """
    with Ledger(tmp_path / "ledger", authority()) as ledger:
        for name in sorted(VERDICTS):
            ledger.import_file(name, (FOLDER / name).read_bytes(), NOW)
        counted = [each.attempt[:8] for each in ledger.attempts()]
        reasons = {each.reason for each in ledger.quarantine()}

    assert counted == ["00000002"]
    assert reasons == {"conflict", "unknown-version", "wrong-course"}


def test_files_over_two_megabytes_are_refused_unread() -> None:
    """A file larger than any training record is not even parsed."""
    verdicts = verify_raw(b" " * (MAX_BYTES + 1), authority(), NOW)

    assert in_words(verdicts) == ["rejected too-large"]
