"""Import is idempotent and independent of order; a rebuild comes to the same rows."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.crafting import chain, device, enrolled, forged, public_key, ring, sign, token
from tests.records.ledger.content import OTHER_VERSION, contents, dump
from tests.records.samples import NOW, as_file, authority, record

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.ledger import Ledger
from coursewright.records.ledger.remaking import rebuild_ledger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    import pytest
    from tests.records.ledger.postgres import Server

EXAMPLES = int(os.environ.get("COURSE_EXAMPLES", "30"))
REVOKED = "k-old"
# One of HR's keys was revoked in between: from then on its links are worth nothing.
KEYS = ring(public_key(), public_key(REVOKED, revoked=NOW + timedelta(hours=4)))
AUTHORITY = authority(None, KEYS)
SECOND_PERSON = {"enrolment": token(2)}
CHAIN = chain({}, {}, {}, by=device(1))
TAMPERED = {**enrolled(30), "seq": 7}

RECORDS: tuple[Any, ...] = (
    record(1),
    record(2, previous=digest(record(1)), seq=2),
    record(3, previous="0" * 64, seq=3),
    # Three that contest one id, one of them not yet gradable.
    record(4),
    record(4, declared_name="Somebody else"),
    record(4, quiz_version=OTHER_VERSION),
    record(5, quiz_version=OTHER_VERSION, seq=9),
    record(6, course="https://example.org/other"),
    record(7, responses=[{"item": "final/one", "response": "a", "ms": 1}] * 2),
    record(8, declared_name=None),
    # Signed, enrolled, chained; another person; a fork; a copy by another device.
    *CHAIN,
    enrolled(21, device(2), **SECOND_PERSON),
    enrolled(22, device(1), seq=2, previous=digest(CHAIN[0])),
    sign(record(23), device(3)),
    # What the key was worth depends on when the record came first.
    enrolled(24, device(4), enrolment=token(3, REVOKED)),
    enrolled(25, device(4), enrolment=token(3, REVOKED)),
    enrolled(25, device(4), enrolment=token(3, REVOKED), seq=5),
    # Tampered with, forged, of an unknown key, no record at all.
    TAMPERED,
    enrolled(31, enrolment=forged({"alg": "EdDSA", "kid": "k-hr", "typ": "enrol+jws"}, {})),
    enrolled(32, enrolment=token(5, "k-unknown")),
    {"schema": "coursewright/attempt/1", "attempt": "?"},
    "no record",
)
INDEXES = st.integers(0, len(RECORDS) - 1)
FILES = st.lists(st.lists(INDEXES, min_size=1, max_size=5), min_size=1, max_size=9)
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def file_of(indexes: Sequence[int]) -> bytes:
    """Return a file with some of the records."""
    return as_file(*(RECORDS[at] for at in indexes))


def received(raw: bytes) -> datetime:
    """Return when a file came: the same at each import, and the same for some files."""
    return NOW + timedelta(hours=hashlib.sha256(raw).digest()[0] % 7)


def fill(location: Path | str, files: Sequence[bytes]) -> dict[str, list[Any]]:
    """Import files in their order and return all rows."""
    with Ledger(location, AUTHORITY) as ledger:
        for raw in files:
            ledger.import_file(f"{len(raw)}.json", raw, received(raw))
        return dump(ledger)


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(FILES, st.randoms(use_true_random=False))
def test_the_order_and_repetition_of_files_play_no_part(
    tmp_path_factory: pytest.TempPathFactory, groups: list[list[int]], random: Any
) -> None:
    """The same files in any order, some of them again, give the same rows in every table."""
    folder = tmp_path_factory.mktemp("ledger")
    files = [*map(file_of, groups), b"<html>", canonical_json(RECORDS[0]) + b"\n{broken\n"]
    shuffled = files + random.choices(files, k=3)
    random.shuffle(shuffled)

    assert fill(folder / "a", shuffled) == fill(folder / "b", files)


@settings(max_examples=max(1, EXAMPLES // 5), suppress_health_check=SLOW)
@given(FILES, st.randoms(use_true_random=False))
def test_the_order_plays_no_part_on_postgresql_either(
    postgres: Server, tmp_path_factory: pytest.TempPathFactory, groups: list[list[int]], random: Any
) -> None:
    """Shuffled on PostgreSQL and in order on SQLite: the same rows in every table."""
    files = list(map(file_of, groups))
    shuffled = files + random.choices(files, k=2)
    random.shuffle(shuffled)

    on_postgres = fill(postgres.fresh_url(), shuffled)
    assert on_postgres == fill(tmp_path_factory.mktemp("ledger"), files)


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(st.permutations(range(len(RECORDS))), st.lists(st.integers(1, 6), max_size=8))
def test_the_split_into_files_plays_no_part(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], sizes: list[int]
) -> None:
    """Records that came at one time say the same to reports, however they were packed."""
    folder = tmp_path_factory.mktemp("ledger")
    shuffled = [RECORDS[at] for at in order]
    with Ledger(folder / "one", AUTHORITY) as ledger:
        ledger.import_file("all.json", as_file(*RECORDS), NOW)
        expected = contents(ledger)
    with Ledger(folder / "many", AUTHORITY) as ledger:
        while shuffled:
            size = sizes.pop() if sizes else 2
            ledger.import_file("part.json", as_file(*shuffled[:size]), NOW)
            ledger.retry_quarantine()
            shuffled = shuffled[size:]

        assert contents(ledger) == expected


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(FILES, st.booleans())
def test_a_rebuild_comes_to_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory,
    groups: list[list[int]],
    is_lost: bool,  # noqa: FBT001 - drawn
) -> None:
    """Whatever was imported, the kept files alone come to every row again."""
    folder = tmp_path_factory.mktemp("ledger")
    before = fill(folder, [*map(file_of, groups), b"%PDF-1.7"])
    if is_lost:
        for path in folder.glob("ledger.sqlite*"):
            path.unlink()
    rebuild_ledger(folder, AUTHORITY)
    with Ledger(folder, AUTHORITY) as ledger:
        assert dump(ledger) == before
        assert ledger.audit().problems == ()
    shutil.rmtree(folder)


@settings(max_examples=max(1, EXAMPLES // 5), suppress_health_check=SLOW)
@given(FILES)
def test_a_rebuild_on_postgresql_comes_to_the_same_rows(
    postgres: Server, groups: list[list[int]]
) -> None:
    """On PostgreSQL the tables of originals alone come to every other row again."""
    location = postgres.fresh_url()
    before = fill(location, [*map(file_of, groups), b"%PDF-1.7"])
    with Ledger(location, AUTHORITY) as ledger:
        ledger.rebuild()

        assert dump(ledger) == before
        assert ledger.audit().problems == ()
