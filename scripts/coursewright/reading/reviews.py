"""`quizzes/.reviews.json`: what experts said, and what was approved."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import Span
from coursewright.model import Approval, Comment, Reviews
from coursewright.reading.own_json import ShapeError, check_schema, read_own_json, text_of
from coursewright.reading.rules import review as rules

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.diagnostics import Findings

PATH: Final = "quizzes/.reviews.json"
SCHEMA: Final = "coursewright/reviews/1"
_LARGEST_MB: Final = 16


def read_reviews(root: Path, findings: Findings) -> Reviews:
    """Read comments and approvals; empty when there are none or the file is damaged."""
    found = read_own_json(root, PATH, _LARGEST_MB, findings, rules.FILE, _reviews)
    return found or Reviews()


def _reviews(data: Any, text: str) -> Reviews:
    check_schema(data, SCHEMA)
    comments, approvals = data.get("comments"), data.get("approvals")
    if not isinstance(comments, list) or not isinstance(approvals, dict):
        raise ShapeError("`comments` is no list, or `approvals` no object")
    places = {line.strip().rstrip(","): number for number, line in enumerate(text.splitlines(), 1)}
    return Reviews(
        tuple(_comment(entry, places) for entry in comments),
        {str(target): _approval(str(target), entry) for target, entry in approvals.items()},
    )


def _comment(entry: Any, places: dict[str, int]) -> Comment:
    values = {
        key: text_of(entry, key, "a comment")
        for key in ("id", "target", "by", "on", "text", "digest", "resolved_on", "note")
    }
    line = places.get(f'"id": {json.dumps(values["id"])}', 1)
    for key in ("on", "resolved_on"):
        _check_day(values[key], key, can_be_empty=key == "resolved_on")
    return Comment(**values, span=Span(PATH, line))


def _approval(target: str, entry: Any) -> Approval:
    texts = {
        key: text_of(entry, key, f"the approval of {target}") for key in ("digest", "by", "on")
    }
    _check_day(texts["on"], "on", can_be_empty=False)
    return Approval(target, **texts)


def _check_day(value: str, key: str, *, can_be_empty: bool) -> None:
    if can_be_empty and not value:
        return
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise ShapeError(f"`{key}: {value[:40]}` is no day") from error
