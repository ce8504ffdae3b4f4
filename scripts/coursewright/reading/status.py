"""`status` and `reviewed`, which items, banks and lessons have alike."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, get_args

from coursewright.model import Review, Status
from coursewright.reading.rules import review as rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from coursewright.diagnostics import Span
    from coursewright.model import Item, Quiz
    from coursewright.reading.fields import Fields
    from coursewright.reading.source import Source

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
_REVIEW: Final = re.compile(r"(?P<name>[^,;]*[^\W\d_][^,;]*),\s*(?P<day>\d{4}-\d{2}-\d{2})")


def as_status(source: Source, value: str, place: Span) -> Status | None:
    """Return a status as written; None, with a finding, for another word."""
    for status in STATUSES:
        if value == status:
            return status
    message = f"`status: {shorten(value)}` is not known"
    source.report(rules.STATUS, place, message, did_you_mean(value, STATUSES))
    return None


def as_reviews(
    source: Source, value: str, place: Span, key: str = "reviewed"
) -> tuple[Review, ...]:
    """Return the reviews of `"Ann Example, 2026-03-14; Bo Sample, 2026-03-20"`.

    Args:
        source: where findings go.
        value: the text.
        place: where it stands.
        key: its key, for messages.
    """
    reviews = []
    for part in value.split(";"):
        match = _REVIEW.fullmatch(part.strip())
        day = None if match is None else _day(match["day"])
        if match is None or day is None:
            what = "is no day of the calendar" if match else "is not a name and a day"
            message = f"`{key}`: `{shorten(part.strip())}` {what}"
            source.report(rules.REVIEW, place, message)
        else:
            reviews.append(Review(" ".join(match["name"].split()), day))
    return tuple(reviews)


def read_status(fields: Fields) -> tuple[Status | None, tuple[Review, ...]]:
    """Read `status` and `reviewed` of a front matter; both may be missing."""
    text = fields.text("status", required=False)
    status = as_status(fields.source, text, fields.span("status")) if text else None
    return status, read_reviews(fields, "reviewed")


def read_reviews(fields: Fields, key: str) -> tuple[Review, ...]:
    """Read a key that holds names and days; it may be missing."""
    text = fields.text(key, required=False)
    return as_reviews(fields.source, text, fields.span(key), key) if text else ()


def with_defaults(quiz: Quiz) -> Quiz:
    """Give each item without a status or a review those of its bank."""
    if quiz.status is None and not quiz.reviews:
        return quiz
    return replace(quiz, items=tuple(_with_defaults(item, quiz) for item in quiz.items))


def _with_defaults(item: Item, quiz: Quiz) -> Item:
    # A draft in a reviewed bank is what its author says: nobody has reviewed it.
    is_its_own = item.status not in (None, quiz.status)
    reviews = item.reviews or (() if is_its_own else quiz.reviews)
    return replace(item, status=item.status or quiz.status, reviews=reviews)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
