"""One writer and readers at once, in programs of their own and in threads."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from tests.records.ledger.content import open_with_keys, rows
from tests.records.ledger.kills import PER_FILE, take
from tests.records.samples import NOW, as_file, authority, record

from coursewright.diagnostics import CoursewrightError
from coursewright.records.ledger import Ledger, database

ROOT = Path(__file__).parents[3]
FILES = 40
WRITER = """
import sys
from tests.records.ledger.content import open_with_keys
from tests.records.ledger.kills import take
location = sys.argv[1] if "://" in sys.argv[1] else __import__("pathlib").Path(sys.argv[1])
with open_with_keys(location) as ledger:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        take(ledger, number)
"""


def writer(location: Path | str, start: int, end: int) -> subprocess.Popen[bytes]:
    """Start a program that imports files."""
    words = [sys.executable, "-c", WRITER, str(location), str(start), str(end)]
    return subprocess.Popen(words, cwd=ROOT)


def test_readers_see_whole_files_and_wait_for_nobody(location: Path | str) -> None:
    """While another program imports, every report is of whole files, and there are ever more."""
    seen: list[int] = []
    with open_with_keys(location) as ledger:
        writing = writer(location, 0, FILES)
        while writing.poll() is None:
            seen.append(len(ledger.attempts()))
        seen.append(len(ledger.attempts()))

    assert writing.returncode == 0
    assert all(count % PER_FILE == 0 for count in seen)
    assert seen == sorted(seen)
    assert seen[-1] == FILES * PER_FILE
    assert len(seen) > 5


def test_a_reader_is_not_held_up_by_an_open_transaction(location: Path | str) -> None:
    """Reading takes the time it always takes, while a writer holds its lock for seconds."""
    with open_with_keys(location) as ledger:
        take(ledger, 0)
        with ledger._database.write() as db:
            db.exec_driver_sql("DELETE FROM quarantine")
            began = time.monotonic()
            with open_with_keys(location) as reader:
                count = len(reader.attempts())
            took_s = time.monotonic() - began

    assert count == PER_FILE
    assert took_s < 5


def test_a_reader_sees_one_moment(location: Path | str) -> None:
    """What is committed while a report is being read is for the next report."""
    with open_with_keys(location) as ledger:
        take(ledger, 0)
        with ledger._database.read() as db:
            counts = []
            for number in (1, 2):
                found = db.exec_driver_sql("SELECT COUNT(*) FROM attempts")
                counts.append(found.scalar_one())
                take(ledger, number)
            counts.append(db.exec_driver_sql("SELECT COUNT(*) FROM attempts").scalar_one())

        assert counts == [PER_FILE] * 3
        assert len(ledger.attempts()) == 3 * PER_FILE


def test_writers_take_turns(location: Path | str) -> None:
    """Three programs that import at once lose nothing of each other's."""
    open_with_keys(location).close()
    writers = [writer(location, start, start + 12) for start in (0, 8, 16)]

    assert [each.wait(120) for each in writers] == [0, 0, 0]
    with open_with_keys(location) as ledger:
        assert len(ledger.attempts()) == 28 * PER_FILE
        assert ledger.audit().problems == ()


def test_threads_may_share_a_ledger(location: Path | str) -> None:
    """The intake writes in one thread and reads in others, with one open ledger."""
    counts: list[int] = []
    with open_with_keys(location) as ledger:

        def write(start: int) -> None:
            for number in range(start, start + 6):
                take(ledger, number)
                counts.append(len(ledger.attempts()))

        threads = [threading.Thread(target=write, args=(start,)) for start in (0, 6, 12)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        total = len(ledger.attempts())

    assert total == 18 * PER_FILE
    assert len(counts) == 18
    assert all(count % PER_FILE == 0 for count in counts)


def test_a_busy_ledger_says_so(location: Path | str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits in vain for another writer hears that, in one sentence, and may try again."""
    monkeypatch.setattr(database, "LOCK_TIMEOUT_S", 1)
    raw = as_file(record(1))
    with Ledger(location, authority()) as first, Ledger(location, authority()) as second:
        busy = pytest.raises(CoursewrightError, match="the ledger is busy")
        with first._database.write(), busy:
            second.import_file("a.json", raw, NOW)
        second.import_file("a.json", raw, NOW)
        found: list[tuple[Any, ...]] = rows(second, "SELECT COUNT(*) FROM attempts")

    assert found == [(1,)]
