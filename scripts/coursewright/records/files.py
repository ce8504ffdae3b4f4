"""Record files: a training record, one attempt, a list of attempts, or one attempt per line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from coursewright.records.attempt import clean_name
from coursewright.records.strict_json import RecordError, read_strict, read_strict_text

TRAINING_RECORD_SCHEMA: Final = "coursewright/training-record/1"
MAX_ATTEMPTS: Final = 5_000
MAX_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a file where an attempt record should stand."""

    value: Any
    error: RecordError | None = None
    """Why the place cannot even be read as JSON; None: `value` holds it."""
    declared_name: str | None = None
    """The name on the training record around it: of the profile that downloaded it."""


def read_entries(raw: bytes) -> tuple[Entry, ...]:
    """Return what stands where attempts should stand in a file.

    Raises:
        RecordError: the file as a whole cannot be read.
    """
    try:
        value = read_strict(raw)
    except RecordError as error:
        entries = _read_lines(raw) if error.reason == "not-json" else None
        if entries is None:
            raise
        return entries
    declared: str | None = None
    if isinstance(value, dict) and value.get("schema") == TRAINING_RECORD_SCHEMA:
        declared = _name(value.get("declared_name"))
        value = value.get("attempts")
        if not isinstance(value, list):
            raise RecordError("bad-field", "the field attempts is not as the format says")
    if not isinstance(value, list):
        value = [value]
    if not 0 < len(value) <= MAX_ATTEMPTS:
        reason = "empty" if not value else "too-many"
        raise RecordError(reason, f"{len(value)} attempts in one file")
    return tuple(Entry(part, declared_name=declared) for part in value)


def _name(value: Any) -> str | None:
    """Return a usable name; anything else on the wrapper is no reason to lose the attempts."""
    is_name = isinstance(value, str) and 0 < len(value.strip()) <= MAX_NAME
    return clean_name(value) if is_name else None


def _read_lines(raw: bytes) -> tuple[Entry, ...] | None:
    """Return the entries of a file with one JSON object per line; None when it is no such file."""
    lines = [line for line in raw.decode("utf-8-sig").split("\n") if line.strip()]
    if not 2 <= len(lines) <= MAX_ATTEMPTS or not any(map(_is_record, lines)):
        return None
    entries: list[Entry] = []
    for number, line in enumerate(lines, start=1):
        try:
            entries.append(Entry(read_strict_text(line)))
        except RecordError as error:
            located = RecordError(error.reason, f"record {number}: {error.message}")
            entries.append(Entry(None, located))
    return tuple(entries)


def _is_record(line: str) -> bool:
    """Say whether a line is a whole record, so that a pretty-printed file is no line file."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "schema" in value
