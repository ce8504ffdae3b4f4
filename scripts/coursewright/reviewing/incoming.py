"""What experts send back, as values: the file an HTML sheet saves, or a table somebody typed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.reviewing.checklist import VERDICTS
from coursewright.reviewing.html_sheet import SAVED_SCHEMA
from coursewright.reviewing.store import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

FINE: Final = VERDICTS[0]
LONGEST: Final = 20_000
MOST_BYTES: Final = 16 * 1024 * 1024
COLUMNS: Final = ("item", "comment", "by", "date")


@dataclass(frozen=True, slots=True)
class Answers:
    """One sheet that came back."""

    remarks: tuple[Remark, ...]
    fine: tuple[str, ...]
    """Targets that the expert found fine as they are."""
    by: str


@dataclass(frozen=True, slots=True)
class Row:
    """What stands beside one text on a sheet."""

    target: str
    digest: str
    verdict: str
    comment: str


def make_answers(rows: Iterable[Row], by: str, on: str, name: str) -> Answers:
    """Return what the rows of a sheet say.

    A verdict that asks for a change is a comment, even without a word of explanation.

    Raises:
        CoursewrightError: a name or day is missing, or a comment is longer than 20,000 letters.
    """
    if not by.strip():
        raise CoursewrightError(f"{name}: nobody's name is on this sheet; --by gives it")
    day = iso_day(on, name)
    remarks, fine = [], []
    for row in rows:
        comment = row.comment.strip()
        if len(comment) > LONGEST:
            raise CoursewrightError(f"{name}: the comment on {row.target} is too long to be one")
        is_fine = row.verdict == FINE
        if not comment and row.verdict and not is_fine:
            comment = f"Verdict: {row.verdict} (without a reason)"
        elif comment and row.verdict and not is_fine:
            comment = f"{comment} (Verdict: {row.verdict})"
        if comment:
            remarks.append(Remark(row.target, comment, by.strip(), day, row.digest))
        elif is_fine:
            fine.append(row.target)
    return Answers(tuple(remarks), tuple(fine), by.strip())


def iso_day(text: str, name: str) -> str:
    """Return a day as `2026-03-14`.

    Raises:
        CoursewrightError: it is none.
    """
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise CoursewrightError(
            f"{name}: “{text.strip()[:40]}” is no day; write it as 2026-03-14, or give --on"
        ) from error


def read_saved(data: bytes, name: str, by: str, on: str) -> Answers:
    """Read the JSON file that an HTML sheet saves.

    Args:
        data: the file.
        name: how to call it in messages.
        by: a name that counts instead of the one in the file; "" for that.
        on: the same for the day.

    Raises:
        CoursewrightError: it is no such file.
    """
    try:
        value = json.loads(decoded(data, name))
    except (ValueError, RecursionError) as error:
        raise CoursewrightError(f"{name} is not the file that a review sheet saves") from error
    if not isinstance(value, dict) or value.get("schema") != SAVED_SCHEMA:
        raise CoursewrightError(f"{name} is not the file that a review sheet saves")
    rows = value.get("remarks")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CoursewrightError(f"{name} is damaged: `remarks` is no list")
    made = [Row(*(_word(row, key, name) for key in Row.__slots__)) for row in rows]
    by, on = by or _word(value, "by", name), on or _word(value, "on", name)
    return make_answers(made, by, on, name)


def read_table(data: bytes, name: str, by: str, on: str) -> tuple[Answers, ...]:
    """Read a typed table: CSV with the columns item and comment, and perhaps by and date.

    Returns:
        The answers of each person and day in it.

    Raises:
        CoursewrightError: columns are missing, or a row has no name or day.
    """
    text = decoded(data, name)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    heads = [(head or "").strip().casefold() for head in reader.fieldnames or ()]
    if "item" not in heads or "comment" not in heads:
        raise CoursewrightError(
            f"{name}: the first line must name the columns {', '.join(COLUMNS)}"
        )
    reader.fieldnames = heads
    groups: dict[tuple[str, str], list[Row]] = {}
    for number, cells in enumerate(reader, 2):
        item, comment, who, day = (str(cells.get(key) or "").strip() for key in COLUMNS)
        if not item and not comment:
            continue
        if not item:
            raise CoursewrightError(f"{name}:{number}: this comment names no item")
        groups.setdefault((by or who, on or day), []).append(Row(item, "", "", comment))
    return tuple(make_answers(rows, *key, name) for key, rows in groups.items())


def decoded(data: bytes, name: str) -> str:
    """Return a file's text, without a byte order mark.

    Raises:
        CoursewrightError: it is too large, or no UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise CoursewrightError(f"{name} is larger than 16 MB, which no review sheet is")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CoursewrightError(f"{name} is not saved as UTF-8") from error


def _word(entry: dict[str, Any], key: str, name: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise CoursewrightError(f"{name} is damaged: `{key}` is no text")
    return value
