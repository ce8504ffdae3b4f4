"""Push and pull: attempts of a ledger to an LRS, and attempt records of an LRS into a ledger."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.attempt import read_attempt
from coursewright.records.grading import grade_attempt
from coursewright.records.ledger import time_text
from coursewright.records.ledger.writing_files import write_whole
from coursewright.records.strict_json import read_strict_text
from coursewright.records.xapi.formats import read_time
from coursewright.records.xapi.from_attempt import attempt_statements
from coursewright.records.xapi.statement_json import write_json
from coursewright.records.xapi.storing import attempt_records
from coursewright.records.xapi.vocabulary import ENDING_VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from coursewright.records.ledger import Ledger, LedgerAttempt
    from coursewright.records.verify import Verdict
    from coursewright.records.xapi.lrs import LrsClient

STATE_SCHEMA: Final = "coursewright/lrs/1"
BATCH_BYTES: Final = 200_000
BATCH: Final = 100
OVERLAP: Final = timedelta(minutes=1)
"""How far a pull reaches back behind the last one; what comes twice changes nothing."""


@dataclass(slots=True)
class LrsState:
    """What is remembered about one LRS.

    It spares work and proves nothing: without it, everything is sent, or asked for, once more, and
    changes nothing.
    """

    path: Path
    delivered: set[str] = field(default_factory=set)
    """Digests of the records whose statements the LRS has."""
    asked: datetime | None = None
    """Until when everything stored there has been asked for."""

    def save(self) -> None:
        """Write it beside, then swap."""
        asked = None if self.asked is None else time_text(self.asked)
        value = {"schema": STATE_SCHEMA, "delivered": sorted(self.delivered), "asked": asked}
        write_whole({self.path: canonical_json(value) + b"\n"})


def read_state(folder: Path, url: str) -> LrsState:
    """Return what is remembered in a folder about an LRS; a damaged file counts as nothing."""
    path = folder / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.json"
    try:
        value = json.loads(path.read_bytes())
        delivered = {each for each in value["delivered"] if isinstance(each, str)}
        asked = None if value["asked"] is None else read_time(value["asked"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return LrsState(path)
    return LrsState(path, delivered, asked)


@dataclass(slots=True)
class Pushed:
    """What a push did."""

    attempts: int = 0
    statements: int = 0
    before: int = 0
    """Attempts that were delivered earlier."""
    kept: int = 0
    """Self-declared attempts that were not asked for."""
    refused: dict[str, str] = field(default_factory=dict)
    """Statement id -> why the LRS does not take it."""


def push(ledger: Ledger, client: LrsClient, state: LrsState, *, with_self_declared: bool) -> Pushed:
    """Send the statements of every attempt that the LRS does not have yet.

    Args:
        ledger: where the attempts are.
        client: of the LRS.
        state: what was delivered; saved after each batch.
        with_self_declared: also attempts without a personal link. Their records hold the names
            that people typed.

    Raises:
        CoursewrightError: the LRS cannot be reached; what was delivered is remembered.
    """
    done = Pushed()
    batch: list[dict[str, Any]] = []
    members: dict[str, list[str]] = {}
    size = 0
    for attempt in ledger.attempts():
        if attempt.digest in state.delivered:
            done.before += 1
            continue
        if not attempt.is_enrolled and not with_self_declared:
            done.kept += 1
            continue
        statements = _statements(ledger, attempt)
        weight = sum(len(write_json(each)) for each in statements)
        if batch and (size + weight > BATCH_BYTES or len(batch) + len(statements) > BATCH):
            _deliver(client, state, done, batch, members)
            batch, members, size = [], {}, 0
        batch += statements
        members[attempt.digest] = [each["id"] for each in statements]
        size += weight
    _deliver(client, state, done, batch, members)
    return done


def _deliver(
    client: LrsClient,
    state: LrsState,
    done: Pushed,
    batch: list[dict[str, Any]],
    members: dict[str, list[str]],
) -> None:
    """Send a batch, and remember the attempts that the LRS has now."""
    if not batch:
        return
    sent = client.send_statements(batch)
    done.refused |= sent.refused
    done.statements += len(sent.stored)
    there = [record for record, ids in members.items() if not sent.refused.keys() & set(ids)]
    done.attempts += len(there)
    state.delivered.update(there)
    state.save()


def _statements(ledger: Ledger, attempt: LedgerAttempt) -> list[dict[str, Any]]:
    raw = ledger.record(attempt.attempt)
    if raw is None:
        raise CoursewrightError(f"the ledger has no record of attempt {attempt.attempt} any more")
    record = read_attempt(read_strict_text(raw.decode()))
    bank = ledger.authority.banks.find(record.quiz, record.quiz_version)
    if bank is None:
        message = f"the ledger has no bank of {record.quiz} version {record.quiz_version}"
        raise CoursewrightError(message)
    result = grade_attempt(bank, record.responses)
    return attempt_statements(record, bank, result, attempt.learner, attempt.received)


@dataclass(slots=True)
class Pulled:
    """What a pull did."""

    statements: int = 0
    """Looked at."""
    before: int = 0
    """Records that the ledger had already."""
    others: int = 0
    """Records of other courses."""
    verdicts: list[Verdict] = field(default_factory=list)


def pull(ledger: Ledger, client: LrsClient, state: LrsState, now: datetime) -> Pulled:
    """Import the attempt records among an LRS's statements that were stored since the last pull.

    Whose a record is says the record, with HR's own signature in it, and never the statement
    around it.

    Args:
        ledger: where the records go.
        client: of the LRS.
        state: until when was asked; saved at the end.
        now: the time of receipt.
    """
    done = Pulled()
    known = {attempt.digest for attempt in ledger.attempts()}
    throughs: list[datetime] = []
    for verb in ENDING_VERBS:
        query = {"verb": verb, "ascending": "true"}
        if state.asked is not None:
            query["since"] = time_text(state.asked - OVERLAP)
        through: datetime | None = None
        for statements, vouched in client.find_statements(query):
            # The first page's: whatever was stored after it may be missing from later ones.
            through = through or (read_time(vouched) if vouched else None)
            done.statements += len(statements)
            fresh = list(_fresh(statements, ledger.authority.course, known, done))
            if fresh:
                raw = b"\n".join(map(canonical_json, fresh))
                done.verdicts += ledger.import_file("lrs", raw, now, via="lrs")
        throughs += [through] if through else []
    if len(throughs) == len(ENDING_VERBS):
        state.asked = min(throughs)
        state.save()
    return done


def _fresh(statements: list[Any], course: str, known: set[str], done: Pulled) -> Iterator[Any]:
    """Yield the records of this course that the ledger does not have."""
    for statement in statements:
        for record in _records(statement):
            if not isinstance(record, dict) or record.get("course") != course:
                done.others += 1
                continue
            try:
                mark = digest(record)
            except TypeError:  # a decimal number: none of ours
                done.others += 1
                continue
            if mark in known:
                done.before += 1
                continue
            known.add(mark)
            yield record


def _records(statement: Any) -> list[Any]:
    try:
        return attempt_records(statement)
    except (AttributeError, TypeError):
        return []
