from __future__ import annotations

import base64
import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.records.samples import COURSE, NOW

from coursewright.diagnostics import CoursewrightError
from coursewright.records.keys import LEARNERS_KEY, learner_id, new_key, rotate_key

if TYPE_CHECKING:
    from pathlib import Path

LATER = NOW + timedelta(days=30)
END = NOW + timedelta(days=700)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with one key."""
    folder = tmp_path / "keys"
    new_key(folder, NOW, END)
    return folder


def test_learner_ids_are_made_from_a_secret(keys: Path) -> None:
    """HMAC-SHA256 (RFC 2104) of course and employee id, 20 characters of base32 (RFC 4648)."""
    secret = bytes.fromhex((keys / LEARNERS_KEY).read_text(encoding="ascii"))
    mac = hmac.new(secret, b'["https://example.org/course","0012"]', hashlib.sha256).digest()
    expected = "p-" + base64.b32encode(mac).decode().lower()[:20]

    assert learner_id(keys, COURSE, "0012") == expected
    assert len(secret) == 32


def test_learner_ids_are_stable_and_unlike(keys: Path) -> None:
    """The same person keeps the id for ever; leading zeros, courses and secrets make others."""
    first = learner_id(keys, COURSE, "0012")
    rotate_key(keys, LATER, END)

    assert learner_id(keys, COURSE, "0012") == first
    assert learner_id(keys, COURSE, "12") != first
    assert learner_id(keys, f"{COURSE}2", "0012") != first


def test_a_lost_secret_is_never_replaced(keys: Path) -> None:
    """A new one would tear every record off its person, so HR must restore the backup."""
    (keys / LEARNERS_KEY).unlink()

    with pytest.raises(CoursewrightError, match=r"missing, and with it the ids of all learners"):
        learner_id(keys, COURSE, "0012")
    assert not (keys / LEARNERS_KEY).exists()


@pytest.mark.parametrize("damage", ["", "zz", "00" * 31, "\u00e9"])
def test_a_damaged_secret_is_refused(keys: Path, damage: str) -> None:
    """A short or foreign secret is not used to make ids."""
    (keys / LEARNERS_KEY).write_text(damage, encoding="utf-8")

    with pytest.raises(CoursewrightError, match="damaged"):
        learner_id(keys, COURSE, "0012")


def test_programs_that_begin_at_once_share_one_secret(tmp_path: Path) -> None:
    """Whoever comes second takes the secret of the first; all get the same id."""
    folder = tmp_path / "keys"
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: learner_id(folder, COURSE, "1"), range(40)))

    assert len(ids) == 1
    assert [path.name for path in folder.iterdir()] == [LEARNERS_KEY]
