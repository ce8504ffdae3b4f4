"""Structure-aware fuzzing of the verifier: changed records, signed again as a forger would.

    python tests/records/fuzz.py --count 1000000 --seed 1

Byte-level noise alone finds nothing, because a changed byte breaks the signature first. Therefore
changes are signed again by a device, and links are forged with a key of the forger's own. Nothing
may raise, and nothing may count that the oracle (`fuzzing/oracle.py`) does not allow.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.records.fuzzing.mutations import in_bytes, mutated
from tests.records.fuzzing.oracle import Signed, objections, spelling
from tests.records.fuzzing.world import AUTHORITY, HONEST, NOW

from coursewright.records.verify import verify_raw

MAX_FAULTS = 20


@dataclass(slots=True)
class Outcome:
    """What a run found."""

    verdicts: Counter[str] = field(default_factory=Counter)
    """Status and reason (of flagged records: each flag) -> how often."""
    faults: list[str] = field(default_factory=list)
    """What must not be: an exception, or a false acceptance, with the file."""


def honest_signatures() -> frozenset[Signed]:
    """Return what the devices had signed before anybody changed anything."""
    records = [json.loads(text) for text in HONEST]
    return frozenset(
        (
            spelling({name: part for name, part in value.items() if name != "sig"}),
            value["device"]["x"],
            value["device"]["y"],
            value["sig"],
        )
        for value in records
        if value.get("device")
    )


def values_in(raw: bytes) -> list[Any]:
    """Return the records in a file as an ordinary, lenient reader finds them."""
    text = raw.decode("utf-8-sig", "replace")
    try:
        value = json.loads(text)
    except ValueError:
        return [_lenient(line) for line in text.split("\n") if line.strip()]
    if isinstance(value, dict) and "attempts" in value:
        value = value["attempts"]
    return value if isinstance(value, list) else [value]


def _lenient(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def run(count: int, seed: int) -> Outcome:
    """Verify `count` changed records; the same seed gives the same records."""
    rng = Random(seed)  # noqa: S311 - a repeatable run, no secret
    outcome = Outcome()
    before = honest_signatures()
    done = 0
    while done < count and len(outcome.faults) < MAX_FAULTS:
        made = set(before)
        values = [mutated(rng, made) for _ in range(rng.choice((1, 1, 1, 1, 1, 1, 2, 3)))]
        raw = in_bytes(rng, values)
        done += len(values)
        try:
            verdicts = verify_raw(raw, AUTHORITY, NOW)
        except Exception as error:  # noqa: BLE001 - any exception is what we look for
            outcome.faults.append(f"{type(error).__name__}: {error}\n  {raw!r}")
            continue
        found = values_in(raw)
        for number, verdict in enumerate(verdicts):
            outcome.verdicts.update([f"{verdict.status} {reason}" for reason in verdict.reasons])
            outcome.verdicts[verdict.status] += 1
            value = found[number] if number < len(found) else None
            outcome.faults += [
                f"{verdict.status} {' '.join(verdict.reasons)}: {why}\n  {raw!r}"
                for why in objections(value, verdict, made)
            ]
    return outcome


def main() -> None:
    """Run as often as asked, and print what was found."""
    parser = argparse.ArgumentParser(description="Fuzz the verifier of attempt records.")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    begun = time.perf_counter()
    outcome = run(arguments.count, arguments.seed)
    spent_s = time.perf_counter() - begun
    for name, number in sorted(outcome.verdicts.items()):
        print(f"{number:9}  {name}")  # noqa: T201
    print(  # noqa: T201
        f"{arguments.count} records, seed {arguments.seed}: {len(outcome.faults)} faults, "
        f"{spent_s:.0f} s"
    )
    for fault in outcome.faults:
        print(fault)  # noqa: T201
    sys.exit(1 if outcome.faults else 0)


if __name__ == "__main__":
    main()
