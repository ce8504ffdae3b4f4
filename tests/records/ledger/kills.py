"""Kills a process that imports, again and again, and looks at what it left behind.

`python -m tests.records.ledger.kills --location FOLDER --kills 1000 --seed 1` prints what was found
as JSON. Each child is forked from a process that has everything loaded, so that a kill costs a few
hundredths of a second; it says of each file that its import has returned, and is killed by SIGKILL
at a moment drawn at random.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from tests.records.crafting import enrolled, ring
from tests.records.samples import NOW, as_file, authority, record

from coursewright.diagnostics import CoursewrightError
from coursewright.records.ledger import Ledger, tables
from coursewright.records.ledger.auditing import content_lines
from coursewright.records.people import Person

PER_FILE = 3
LONGEST_LIFE_S = 0.02
AUTHORITY = authority(None, ring())


def file_of(number: int) -> bytes:
    """Return file number so-and-so: one signed and enrolled record, two others."""
    first = number * PER_FILE
    return as_file(enrolled(first), *(record(first + more) for more in range(1, PER_FILE)))


def take(ledger: Ledger, number: int) -> None:
    """Import a file, at its own time."""
    ledger.import_file(f"{number}.json", file_of(number), NOW + timedelta(seconds=number))


def roster(size: int) -> list[Person]:
    """Return a roster that grows."""
    return [Person(f"p-{number:020d}", str(number), name="A") for number in range(size)]


def child(location: Path | str, run: int, start: int, acknowledge: int) -> None:
    """Import files until killed; write the number of each whose import has returned."""
    try:
        with Ledger(location, AUTHORITY) as ledger:
            if run % 10 == 8:
                ledger.upsert_people(roster(run), NOW)
            if run % 10 == 9:
                ledger.rebuild()
            number = start
            while True:
                take(ledger, number)
                os.write(acknowledge, number.to_bytes(4))
                number += 1
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(3)


def run_child(location: Path | str, run: int, start: int, life_s: float) -> tuple[list[int], bool]:
    """Start a child, kill it, and return what it acknowledged and whether it had failed.

    Most lives are counted from the first acknowledgement, so that a busy machine does not make all
    of them end while the ledger is being opened; three in ten are counted from the start.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        child(location, run, start, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        raw = b"" if run % 10 > 6 else pipe.read(4)
        time.sleep(life_s)
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        raw += pipe.read()
    numbers = [int.from_bytes(raw[at : at + 4]) for at in range(0, len(raw), 4)]
    return numbers, not os.WIFSIGNALED(status)


def inspect(location: Path | str, acknowledged: set[int]) -> dict[str, int]:
    """Open the ledger as the next program would; count what is wrong."""
    try:
        with Ledger(location, AUTHORITY) as ledger, ledger._database.read() as db:
            files = set(db.execute(select(tables.files.c.sha256)).scalars())
            column = tables.attempts.c.file
            counts = db.execute(select(column, func.count()).group_by(column)).all()
    except CoursewrightError as error:
        sys.stderr.write(f"{error}\n")
        return {"reopen_failed": 1}
    expected = {hashlib.sha256(file_of(number)).hexdigest() for number in acknowledged}
    whole = {file for file, count in counts if count == PER_FILE}
    return {"lost": len(expected - files), "half": len(files - whole)}


def all_rows(location: Path | str) -> dict[str, list[Any]]:
    """Return every row but those about people: a child may be killed before it writes them."""
    with Ledger(location, AUTHORITY) as ledger, ledger._database.read() as db:
        content = [table for table in tables.CONTENT if table.name != "people"]
        return {table.name: list(content_lines(db, table)) for table in content}


def main() -> None:
    """Run the kills and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--location", required=True)
    parser.add_argument("--beside", type=Path, required=True, help="folder of an unharmed ledger")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    location = options.location if "://" in options.location else Path(options.location)
    draw = random.Random(options.seed)  # noqa: S311 - to be repeated, not to be secret
    found = {"kills": 0, "acknowledged": 0, "reopen_failed": 0, "lost": 0, "half": 0, "failed": 0}
    done: set[int] = set()
    file_of(0)
    inspect(location, done)
    for run in range(options.kills):
        life_s = draw.uniform(0, LONGEST_LIFE_S)
        numbers, has_failed = run_child(location, run, len(done), life_s)
        found["kills"] += 1
        found["failed"] += has_failed
        done |= set(numbers)
        for name, count in inspect(location, done).items():
            found[name] += count
    found["acknowledged"] = len(done)
    with Ledger(location, AUTHORITY) as ledger:
        ledger.upsert_people(roster(3), NOW)
        # Whoever got no answer asks again.
        for number in range(len(done) + 1):
            take(ledger, number)
        audit = ledger.audit()
    with Ledger(options.beside, AUTHORITY) as unharmed:
        for number in range(len(done) + 1):
            take(unharmed, number)
    found["problems"] = len(audit.problems)
    found["differing"] = int(all_rows(location) != all_rows(options.beside))
    sys.stdout.write(json.dumps({**found, "said": audit.problems}) + "\n")


if __name__ == "__main__":
    main()
