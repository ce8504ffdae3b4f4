"""Taking records into the ledger: what each comes to, whatever came before or comes after.

What the tables hold is a function of the files with their receipts, the banks and HR's keys:
- A record counts from the first file it came in, by (received, sha256); its verdict is the one at
  that time of receipt. A file that arrives later and was received earlier takes its place.
- Records that differ and have one attempt id contest each other: none of them counts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from coursewright.records.attempt import Attempt, read_attempt
from coursewright.records.ledger.originals import Receipt
from coursewright.records.ledger.places import (
    answers_of,
    plain,
    read_places,
    refusal_of,
    refused_row,
)
from coursewright.records.ledger.rows import moment
from coursewright.records.ledger.shelves import Held, Shelves
from coursewright.records.ledger.values import time_text
from coursewright.records.reasons import QUARANTINE
from coursewright.records.strict_json import read_strict_text
from coursewright.records.verify import Verdict, verify_attempt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from coursewright.records.ledger.originals import Originals, Refusal
    from coursewright.records.ledger.places import Source
    from coursewright.records.verify import Authority

    Rival = tuple[Attempt, Held, Verdict | None]
    """A record that would count: where it stands or should, and its verdict if it was made anew."""

MAX_NAME: Final = 300


@dataclass(slots=True)
class Outcome:
    """What the records of one file come to, before anything is written."""

    answers: dict[str, Verdict] = field(default_factory=dict)
    """Digest -> what to say about the record."""
    counted: list[tuple[Verdict, Held]] = field(default_factory=list)
    waiting: list[tuple[Attempt, Held]] = field(default_factory=list)
    removed: list[Held] = field(default_factory=list)
    """Rows that `counted` and `waiting` replace, and those of `refused`."""
    contested: list[Held] = field(default_factory=list)
    """Counted records that a rival has turned up for."""
    lone: list[str] = field(default_factory=list)
    """Attempt ids of which only one contested record is left."""
    refused: list[tuple[Held, Verdict]] = field(default_factory=list)
    """Of `removed`, those that were no records after all."""


class Taker:
    """Takes files into the ledger inside one transaction of the caller."""

    def __init__(self, db: Connection, authority: Authority, originals: Originals | None) -> None:
        """Prepare to write through `db`.

        Args:
            db: a connection with a writing transaction.
            authority: what verdicts are made from.
            originals: where files and banks are kept; None where they are kept already.
        """
        self._shelves = Shelves(db)
        self._db = db
        self._authority = authority
        self._originals = originals

    def take_new(self, name: str, raw: bytes, now: datetime, via: str) -> tuple[Verdict, ...]:
        """Take a file that just came; one that came before keeps its first receipt.

        Returns:
            One verdict per record of the file; one rejection when it cannot be read at all.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        receipt = None if self._originals is None else self._originals.receipt(self._db, sha256)
        if receipt is None:
            receipt = Receipt(sha256, plain(name)[:MAX_NAME], len(raw), time_text(now), via)
        return self.take(receipt, raw)

    def take(self, receipt: Receipt, raw: bytes) -> tuple[Verdict, ...]:
        """Take a file under a receipt; see `take_new`."""
        places = read_places(raw, receipt.sha256)
        source = (receipt.received, receipt.sha256)
        attempts = {place.digest: (place.attempt, source) for place in places if place.attempt}
        outcome = self._weigh(attempts)
        verdicts = tuple(answers_of(places, outcome.answers))
        refusal = refusal_of(places, verdicts, receipt)
        is_kept = any(verdict.status != "rejected" for verdict in verdicts)
        if is_kept or self._shelves.has_file(receipt.sha256):
            self._shelves.add_file(receipt)
            if self._originals is not None:
                self._originals.keep_file(self._db, receipt, raw)
        elif self._originals is not None:
            self._originals.keep_refusal(self._db, receipt, refusal)
        self._write(outcome)
        self.note(refusal)
        return verdicts

    def note(self, refusal: Refusal) -> None:
        """Remember what was refused, and the names on files."""
        self._shelves.add_refused(refusal.refused)
        self._shelves.add_names(refusal.names)

    def retry(self) -> tuple[Verdict, ...]:
        """Verify again what waits; return the verdicts of what no longer does, by digest."""
        waiting = self._shelves.waiting()
        attempts = {
            held.digest: (read_attempt(read_strict_text(record)), held.source)
            for held, record in waiting
        }
        outcome = self._weigh(attempts)
        self._write(outcome)
        return tuple(
            verdict
            for _, verdict in sorted(outcome.answers.items())
            if verdict.status != "quarantined" or verdict.reasons == ("conflict",)
        )

    def _weigh(self, attempts: Mapping[str, tuple[Attempt, Source]]) -> Outcome:
        """Decide what becomes of records; nothing is written."""
        outcome = Outcome()
        ids = {attempt.id for attempt, _ in attempts.values()}
        groups = self._shelves.groups(ids, attempts.keys())
        of_id: dict[str, list[tuple[Attempt, Source]]] = {each: [] for each in ids}
        for attempt, source in attempts.values():
            of_id[attempt.id].append((attempt, source))
        for attempt_id, members in of_id.items():
            group = groups[attempt_id]
            found = (self._weigh_one(*member, group.mine, outcome) for member in members)
            rivals = [rival for rival in found if rival is not None]
            counted_other = group.counted if group.counted_is_other else None
            total = len(rivals) + group.contested_others + (counted_other is not None)
            for rival in rivals:
                known = group.mine.get(rival[0].digest)
                _settle(rival, known, outcome, is_contested=total > 1)
            if counted_other is not None and total > 1:
                outcome.contested.append(counted_other)
            if total == 1 and group.contested_others == 1:
                outcome.lone.append(attempt_id)
        return outcome

    def _weigh_one(
        self,
        attempt: Attempt,
        source: Source,
        stored: Mapping[str, Held],
        outcome: Outcome,
    ) -> Rival | None:
        """Decide about one record alone; return it where it counts unless it has rivals."""
        known = stored.get(attempt.digest)
        if known is not None and known.source <= source and known.reason in {None, "conflict"}:
            return attempt, known, None
        first = source if known is None else min(source, known.source)
        verdict = verify_attempt(attempt, self._authority, moment(first[0]))
        reason = None if verdict.is_counted else verdict.reasons[0]
        held = Held(attempt.digest, attempt.id, *first, reason)
        if verdict.is_counted:
            return attempt, held, verdict
        outcome.answers[attempt.digest] = verdict
        if held == known:
            return None
        if known is not None:
            outcome.removed.append(known)
        if verdict.status == "quarantined":
            outcome.waiting.append((attempt, held))
        elif known is not None:
            outcome.refused.append((held, verdict))
        return None

    def _write(self, outcome: Outcome) -> None:
        shelves = self._shelves
        self._log_refused(outcome)
        shelves.remove(outcome.removed)
        shelves.set_aside(outcome.contested)
        shelves.add_waiting(outcome.waiting)
        shelves.add_counted(outcome.counted)
        if self._originals is not None:
            # The course may drop a version that was never archived; the ledger needs it for ever.
            found = [verdict.bank for verdict, _ in outcome.counted if verdict.bank is not None]
            for bank in {(each["quiz"], each["version"]): each for each in found}.values():
                self._originals.keep_bank(self._db, bank)
        for attempt_id in outcome.lone:
            self._release(attempt_id)

    def _log_refused(self, outcome: Outcome) -> None:
        """Log the records that waited and turned out to be none, under their first file."""
        names = self._shelves.file_names({held.file for held, _ in outcome.refused})
        # A file that only came now is logged with all that it brings.
        known = [(held, verdict) for held, verdict in outcome.refused if held.file in names]
        self._shelves.add_refused(
            [
                refused_row(held.digest, verdict, names[held.file], held.source)
                for held, verdict in known
            ]
        )

    def _release(self, attempt_id: str) -> None:
        """Let the one record count that nothing contests any more."""
        held, record = self._shelves.contested(attempt_id)
        attempt = read_attempt(read_strict_text(record))
        verdict = verify_attempt(attempt, self._authority, moment(held.received))
        if verdict.status == "rejected":
            return
        self._shelves.remove([held])
        reason = None if verdict.is_counted else verdict.reasons[0]
        free = Held(held.digest, held.attempt, *held.source, reason)
        released = Outcome()
        if verdict.is_counted:
            released.counted.append((verdict, free))
        else:
            released.waiting.append((attempt, free))
        self._write(released)


def _settle(rival: Rival, known: Held | None, outcome: Outcome, *, is_contested: bool) -> None:
    """Note what becomes of a record that would count, now that its rivals are known."""
    attempt, held, verdict = rival
    if is_contested:
        answer = Verdict("quarantined", ("conflict",), QUARANTINE["conflict"], attempt)
    elif verdict is None or (known is not None and known.reason is None):
        answer = Verdict("duplicate", (), "already in the ledger", attempt)
    else:
        answer = verdict
    outcome.answers[attempt.digest] = answer
    settled = replace(held, reason="conflict" if is_contested else None)
    if settled == known:
        return
    if verdict is None and not is_contested:
        # It was contested, and its rival turned out to be none.
        outcome.lone.append(attempt.id)
        return
    if known is not None:
        outcome.removed.append(known)
    if verdict is None or is_contested:
        outcome.waiting.append((attempt, settled))
    else:
        outcome.counted.append((verdict, settled))
