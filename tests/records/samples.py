"""A small record bank and an honest attempt at it, to be changed by tests."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from coursewright.records.banks import Banks
from coursewright.records.keys import NO_KEYS, KeyRing
from coursewright.records.verify import Authority

COURSE = "https://example.org/course"
VERSION = "0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def bank(**changes: Any) -> dict[str, Any]:
    """Return a record bank of four items; three are drawn."""
    spec = {"hash": "0" * 12, "points": 1, "objective": "m01.o1", "shuffle": True, "stem": "?"}
    choice = {**spec, "interaction": "choice", "options": ["a", "b"], "multiple": False}
    credits_ = {"credits": {"a": "1", "b": "0"}}
    items = {
        "final/one": {**choice, "scoring": "single", "key": credits_},
        "final/two": {**choice, "scoring": "single", "key": credits_},
        "final/gap": {
            **spec,
            "interaction": "fill-in",
            "blanks": 1,
            "key": {"blanks": [{"accepted": ["sorry"], "exact": False}]},
        },
        "final/mood": {
            **spec,
            "interaction": "likert",
            "statements": ["a"],
            "scale": 5,
            "key": None,
        },
    }
    value = {
        "schema": "coursewright/bank/1",
        "course": COURSE,
        "quiz": "final",
        "title": "Final",
        "kind": "record",
        "version": VERSION,
        "mastery_score": "0.8",
        "module": None,
        "reveal": False,
        "strata": [
            {"count": 2, "items": ["final/one", "final/two", "final/gap"]},
            {"count": 1, "items": ["final/mood"]},
        ],
        "items": items,
    }
    return deepcopy({**value, **changes})


def record(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Return an attempt record that is fully right; `number` makes its id unique."""
    value = {
        "schema": "coursewright/attempt/1",
        "attempt": f"{number:08x}-0000-4000-8000-000000000000",
        "enrolment": None,
        "declared_name": "Anna Berg",
        "course": COURSE,
        "quiz": "final",
        "quiz_version": VERSION,
        "language": "en",
        "seq": 1,
        "previous": None,
        "started": "2026-11-21T10:00:00.000Z",
        "submitted": "2026-11-21T10:05:00.000Z",
        "tz_offset": 60,
        "attestation": "I did this myself.",
        "responses": [
            {"item": "final/two", "response": "a", "ms": 9000},
            {"item": "final/gap", "response": ["Sorry."], "ms": 9000},
            {"item": "final/mood", "response": [["a", 4]], "ms": 9000},
        ],
        "client": {"app": "coursewright", "version": "0.1.0"},
        "sig": "none",
    }
    return deepcopy({**value, **changes})


def banks(*values: dict[str, Any]) -> Banks:
    """Return banks that know these values; by default the sample bank."""
    return Banks(values or (bank(),), ())


def authority(known: Banks | None = None, keys: KeyRing = NO_KEYS) -> Authority:
    """Return what verdicts are made from; by default the sample bank, and no keys of HR."""
    return Authority(COURSE, known or banks(), keys)


def as_file(*records: dict[str, Any]) -> bytes:
    """Return a training record with these attempts."""
    value = {
        "schema": "coursewright/training-record/1",
        "course": COURSE,
        "exported": "2026-11-21T11:00:00.000Z",
        "declared_name": "Anna Berg",
        "attempts": list(records),
    }
    return json.dumps(value).encode()
