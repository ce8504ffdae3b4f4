"""The places of a file where records should stand, and what is said about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.records.attempt import Attempt, read_attempt, value_digest
from coursewright.records.files import Entry, read_entries
from coursewright.records.ledger.originals import Refusal, Refused
from coursewright.records.strict_json import RecordError
from coursewright.records.verify import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coursewright.records.ledger.originals import Receipt

    Source = tuple[str, str]
    """When a file was received, and its sha256."""

MAX_MESSAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a file where a record should stand."""

    entry: Entry
    digest: str
    attempt: Attempt | None
    rejection: Verdict | None
    """Why it is no record; None where `attempt` is one."""


def read_places(raw: bytes, sha256: str) -> tuple[Place, ...]:
    """Return the places of a file; one without a record where it cannot be read at all."""
    try:
        entries = read_entries(raw)
    except RecordError as error:
        entries = (Entry(None, error),)
    return tuple(_read_place(entry, sha256) for entry in entries)


def _read_place(entry: Entry, sha256: str) -> Place:
    if entry.error is not None:
        rejection = Verdict("rejected", (entry.error.reason,), entry.error.message)
        return Place(entry, sha256, None, rejection)
    try:
        attempt = read_attempt(entry.value)
    except RecordError as error:
        rejection = Verdict("rejected", (error.reason,), error.message)
        return Place(entry, value_digest(entry.value), None, rejection)
    return Place(entry, attempt.digest, attempt, None)


def answers_of(places: Iterable[Place], answers: Mapping[str, Verdict]) -> Iterator[Verdict]:
    """Yield what to say about each place; a record that stands in a file twice counts once."""
    seen: set[str] = set()
    for place in places:
        verdict = place.rejection or answers[place.digest]
        if verdict.is_counted and place.digest in seen:
            verdict = Verdict("duplicate", (), "already in the ledger", place.attempt)
        seen.add(place.digest)
        yield verdict


def refusal_of(places: Sequence[Place], verdicts: Sequence[Verdict], receipt: Receipt) -> Refusal:
    """Return what is refused of a file, and the names on it."""
    source = (receipt.received, receipt.sha256)
    refused: dict[tuple[str, str], Refused] = {}
    names: dict[tuple[str, str], None] = {}
    for place, verdict in zip(places, verdicts, strict=True):
        if verdict.status == "rejected":
            row = refused_row(place.digest, verdict, receipt.name, source)
            refused.setdefault((row.digest, row.reason), row)
        if place.attempt is not None and place.entry.declared_name is not None:
            names[place.digest, place.entry.declared_name] = None
    return Refusal(tuple(refused.values()), tuple(names))


def refused_row(digest: str, verdict: Verdict, file_name: str, source: Source) -> Refused:
    """Return the log's row of one thing that is no record."""
    return Refused(
        digest=digest,
        reason=verdict.reasons[0],
        message=plain(verdict.message)[:MAX_MESSAGE],
        file_name=file_name,
        received=source[0],
        file=source[1],
    )


def plain(text: str) -> str:
    """Return a text that every database can store: without NUL, and without halves of pairs."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
