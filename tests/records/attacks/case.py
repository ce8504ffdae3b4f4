"""What an attack is: what somebody does, what arrives, and what must become of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.records.crafting import ring
from tests.records.samples import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from coursewright.records.keys import KeyRing


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack, with everything that is expected of the verifier and the ledger."""

    name: str
    sentence: str
    """What somebody does; it stands in the handbook."""
    files: tuple[bytes, ...]
    """What arrives, in this order."""
    verdicts: tuple[str, ...]
    """One for each record: status and reasons, each file looked at alone."""
    imported: tuple[str, ...] | None = None
    """The same when a ledger imports one file after the other, where it differs."""
    patterns: frozenset[str] = frozenset()
    """Flags that only several records together give."""
    score: str | None = None
    """What the last record is worth; None where that is beside the point."""
    keys: KeyRing = field(default_factory=ring)
    received: datetime = NOW
    note: str = ""
    """Why an attack that is accepted comes to nothing."""
    is_stopped: bool = True
    """False: nobody can tell it from an honest record."""


def file(value: Any) -> bytes:
    """Return a file with one attempt record."""
    return json.dumps(value).encode()


def files(*values: Any) -> tuple[bytes, ...]:
    """Return one file for each attempt record."""
    return tuple(map(file, values))
