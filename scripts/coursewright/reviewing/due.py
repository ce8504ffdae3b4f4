"""What waits for a review, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coursewright.generating.reviewed import CLAIMS, STALE_DAYS, reviewed_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coursewright.generating.reviewed import Reviewed
    from coursewright.model import Comment, Course, Reviews


@dataclass(frozen=True, slots=True)
class Due:
    """One text that waits."""

    text: Reviewed
    reasons: tuple[str, ...]
    comments: tuple[Comment, ...]
    """Open ones."""

    def to_json(self) -> dict[str, Any]:
        """Return it for `--json`."""
        last = self.text.last
        return {
            "target": self.text.target,
            "path": self.text.span.path,
            "line": self.text.span.line,
            "status": self.text.status,
            "reviewed": [f"{one.name}, {one.date.isoformat()}" for one in self.text.reviews],
            "last_review": last.isoformat() if last else None,
            "reasons": list(self.reasons),
            "comments": [
                {"id": one.id, "by": one.by, "on": one.on, "text": one.text}
                for one in self.comments
            ],
        }


def find_due(course: Course, reviews: Reviews, today: date) -> tuple[Due, ...]:
    """Return every item and lesson that waits for somebody, in the order of the files.

    A lesson or practice item without a status is not waiting: nobody has said it should be.
    """
    found = []
    for text in reviewed_texts(course):
        comments = reviews.open_comments(text.target)
        reasons = tuple(_reasons(text, reviews, today))
        if reasons or comments:
            found.append(Due(text, reasons, comments))
    return tuple(found)


def _reasons(text: Reviewed, reviews: Reviews, today: date) -> Iterator[str]:
    if text.status == "draft":
        yield "draft"
    elif text.status == "reviewed" and text.kind == "record":
        yield "reviewed, not active yet"
    elif text.status is None and text.kind == "record":
        yield "no status"
    known = reviews.approvals.get(text.target)
    if text.status in CLAIMS and known is not None and known.digest != text.digest:
        yield f"changed since {known.by} approved it on {known.on}"
    if text.status != "retired" and text.last and (today - text.last).days > STALE_DAYS:
        yield f"last review on {text.last.isoformat()}"
