"""Who has looked at what is asked and taught, when, and what they said about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coursewright.diagnostics import Span

Status = Literal["draft", "reviewed", "active", "retired"]
MasteryMethod = Literal["angoff", "policy", "provisional"]


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody who stands for a text, and the day."""

    name: str
    date: date


@dataclass(frozen=True, slots=True)
class Comment:
    """What an expert wrote on a review sheet."""

    id: str
    """Made from the target, the author and the text, so that one comment comes in once."""
    target: str
    """`bank/item`, or `lesson:id`."""
    by: str
    on: str
    """ISO date as the sheet gave it."""
    text: str
    digest: str
    """Of the text that the sheet showed; "" where it is not known."""
    resolved_on: str
    """ISO date; "" while the comment is open."""
    note: str
    """What was done about it."""
    span: Span

    @property
    def is_open(self) -> bool:
        """True until somebody resolves it."""
        return not self.resolved_on


@dataclass(frozen=True, slots=True)
class Approval:
    """The text that somebody approved."""

    target: str
    """`bank/item`, `lesson:id`, or a bank that was approved as a whole."""
    digest: str
    """"" for a bank."""
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Reviews:
    """`quizzes/.reviews.json`: comments and approvals."""

    comments: tuple[Comment, ...] = ()
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    """Target -> its last approval."""

    def open_comments(self, target: str) -> tuple[Comment, ...]:
        """Return the open comments about one item or lesson."""
        return tuple(one for one in self.comments if one.is_open and one.target == target)
