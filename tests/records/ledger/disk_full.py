"""Fills a ledger until no file may grow any more, and looks at what is left.

A process of its own, because the limit (RLIMIT_FSIZE) is one of the whole process. Prints JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import sys
from pathlib import Path
from typing import Any

from tests.records.ledger.content import open_with_keys, rows
from tests.records.ledger.kills import PER_FILE, file_of, take

from coursewright.diagnostics import CoursewrightError

MOST_FILES = 400


def fill_until_full(folder: Path, limit: int) -> dict[str, Any]:
    """Import files under a limit until one fails, then without it; return what was found."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    done, said = 0, ""
    with open_with_keys(folder) as ledger:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
            while done < MOST_FILES:
                take(ledger, done)
                done += 1
        except CoursewrightError as error:
            said = str(error)
        readable = len(ledger.attempts())
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        files = {sha256 for (sha256,) in rows(ledger, "SELECT sha256 FROM files")}
        for number in range(done, done + 3):
            take(ledger, number)
        audit = ledger.audit()
        after = len(ledger.attempts())
    expected = {hashlib.sha256(file_of(number)).hexdigest() for number in range(done)}
    return {
        "done": done,
        "said": said.replace(str(folder), "FOLDER"),
        "kept": files == expected and readable == done * PER_FILE,
        "goes_on": after == (done + 3) * PER_FILE,
        "problems": audit.problems,
        "hidden": [path.name for path in folder.rglob(".*")],
    }


def main() -> None:
    """Try every limit that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--limits", type=int, nargs="+", required=True)
    options = parser.parse_args()
    found = [fill_until_full(options.folder / str(each), each) for each in options.limits]
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
