"""`quizzes/.reviews.json`: what experts said, and what was approved."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import Findings, Span
from coursewright.model import Approval, Comment, Reviews
from coursewright.reading.rules import review as rules

if TYPE_CHECKING:
    from pathlib import Path

PATH: Final = "quizzes/.reviews.json"
SCHEMA: Final = "coursewright/reviews/1"
_BYTES: Final = 16 * 1024 * 1024


class _ShapeError(Exception):
    """The JSON has another shape than this program writes."""


def read_reviews(root: Path, findings: Findings) -> Reviews:
    """Read comments and approvals; empty when there are none or the file is damaged."""
    path = root / PATH
    if not path.exists() and not path.is_symlink():
        return Reviews()
    line, message = 1, ""
    try:
        text = _read_plain(path)
        return _reviews(json.loads(text), text.splitlines())
    except json.JSONDecodeError as error:
        line, message = error.lineno, error.msg
    except UnicodeDecodeError:
        message = "it is not UTF-8"
    except OSError as error:
        message = error.strerror or "it cannot be opened"
    except _ShapeError as error:
        message = str(error)
    except (ValueError, RecursionError):
        message = "a number is too long, or it is nested too deep"
    findings.add(rules.FILE.at(Span(PATH, line), f"Cannot be read: {message}"))
    return Reviews()


def _read_plain(path: Path) -> str:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _BYTES:
        raise _ShapeError("it is no plain file, or larger than 16 MB")
    return path.read_bytes().decode("utf-8")


def _reviews(data: Any, lines: list[str]) -> Reviews:
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise _ShapeError(f"`schema` is not `{SCHEMA}`")
    comments, approvals = data.get("comments"), data.get("approvals")
    if not isinstance(comments, list) or not isinstance(approvals, dict):
        raise _ShapeError("`comments` is no list, or `approvals` no object")
    places = {line.strip().rstrip(","): number for number, line in enumerate(lines, 1)}
    return Reviews(
        tuple(_comment(entry, places) for entry in comments),
        {str(target): _approval(str(target), entry) for target, entry in approvals.items()},
    )


def _comment(entry: Any, places: dict[str, int]) -> Comment:
    values = {
        key: _text(entry, key, "a comment")
        for key in ("id", "target", "by", "on", "text", "digest", "resolved_on", "note")
    }
    line = places.get(f'"id": {json.dumps(values["id"])}', 1)
    for key in ("on", "resolved_on"):
        _check_day(values[key], key, can_be_empty=key == "resolved_on")
    return Comment(**values, span=Span(PATH, line))


def _approval(target: str, entry: Any) -> Approval:
    texts = {key: _text(entry, key, f"the approval of {target}") for key in ("digest", "by", "on")}
    _check_day(texts["on"], "on", can_be_empty=False)
    return Approval(target, **texts)


def _text(entry: Any, key: str, where: str) -> str:
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, str):
        raise _ShapeError(f"`{key}` of {where} is no text")
    return value


def _check_day(value: str, key: str, *, can_be_empty: bool) -> None:
    if can_be_empty and not value:
        return
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise _ShapeError(f"`{key}: {value[:40]}` is no day") from error
