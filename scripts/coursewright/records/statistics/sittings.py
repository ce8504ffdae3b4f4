"""What statistics are made from: graded attempts at one quiz, each with its replies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coursewright.records.grading import grade_item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from coursewright.records.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Reply:
    """One scored item of an attempt."""

    item: str
    """Full item id."""
    hash: str
    """Of the item as it was then: another revision is another item."""
    score: float
    """0..1."""
    points: int
    chosen: tuple[str, ...]
    """Public ids of the chosen options; empty for other interactions and for no response."""
    options: tuple[str, ...]
    """Public ids of all options; empty for other interactions."""
    keys: tuple[str, ...]
    """Public ids of the options that earn the whole credit."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Sitting:
    """One graded attempt."""

    person: str
    """Opaque; only used to tell first attempts from later ones, and never shown."""
    version: str
    language: str
    when: datetime
    replies: tuple[Reply, ...]


def read_sittings(book: Ledger, quiz: str) -> tuple[Sitting, ...]:
    """Return every counted attempt at a quiz, graded with the bank of its own version.

    Args:
        book: an open ledger.
        quiz: quiz id.
    """
    found = []
    for row in book.attempts():
        if row.quiz != quiz:
            continue
        bank = book.authority.banks.find(quiz, row.quiz_version)
        raw = book.record(row.attempt)
        if bank is None or raw is None:
            continue
        responses = json.loads(raw)["responses"]
        replies = tuple(
            reply
            for response in responses
            if (reply := _reply(bank["items"].get(response["item"]), response)) is not None
        )
        found.append(Sitting(row.learner, row.quiz_version, row.language, row.when, replies))
    return tuple(found)


def first_attempts(sittings: Iterable[Sitting]) -> tuple[Sitting, ...]:
    """Return the earliest attempt of each person: later ones have seen the feedback."""
    first: dict[str, Sitting] = {}
    for sitting in sorted(sittings, key=lambda one: one.when):
        first.setdefault(sitting.person, sitting)
    return tuple(first.values())


def _reply(spec: dict[str, Any] | None, response: dict[str, Any]) -> Reply | None:
    """Return a reply to a scored item; None for an unscored or unknown one."""
    if spec is None or spec["key"] is None:
        return None
    key, given = spec["key"], response["response"]
    options = tuple(spec.get("options", ()))
    chosen = given if isinstance(given, list) else [given]
    credits_ = key.get("credits", {})
    keys = (
        key["key"] if "key" in key else [name for name, credit in credits_.items() if credit == "1"]
    )
    return Reply(
        item=response["item"],
        hash=spec["hash"],
        score=float(grade_item(spec, key, given)),
        points=spec["points"],
        chosen=tuple(one for one in chosen if one in options) if options else (),
        options=options,
        keys=tuple(keys) if options else (),
        seconds=response["ms"] / 1000,
    )
