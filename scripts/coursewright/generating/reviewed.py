"""Every text that is reviewed, with where it stands: items of banks, and lessons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.generating.drawn import lesson_digest, review_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coursewright.diagnostics import Span
    from coursewright.model import Course, Kind, Review, Status

LESSON: Final = "lesson:"
STALE_DAYS: Final = 548
"""18 months."""
CLAIMS: Final[tuple[Status, ...]] = ("reviewed", "active")
"""What nobody may say of a text without a review."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item or a lesson, as far as a review is concerned."""

    target: str
    """`bank/item`, or `lesson:id`."""
    span: Span
    status: Status | None
    reviews: tuple[Review, ...]
    digest: str
    """Of its present text."""
    has_own: bool
    """False: its review is that of its bank."""
    bank: str = ""
    kind: Kind = "practice"
    """Of its bank."""

    @property
    def last(self) -> date | None:
        """The day of the latest review."""
        return max((review.date for review in self.reviews), default=None)


def reviewed_texts(course: Course) -> Iterator[Reviewed]:
    """Yield every item of a bank and every lesson, in the order of the files."""
    for quiz in course.quizzes:
        for item in quiz.items:
            yield Reviewed(
                target=item.full_id,
                span=item.span,
                status=item.status,
                reviews=item.reviews,
                digest=review_digest(item),
                has_own=item.reviews != quiz.reviews,
                bank=quiz.id,
                kind=quiz.kind,
            )
    for module in course.modules:
        for lesson in module.lessons:
            yield Reviewed(
                target=f"{LESSON}{lesson.id}",
                span=lesson.span,
                status=lesson.status,
                reviews=lesson.reviews,
                digest=lesson_digest(lesson),
                has_own=True,
            )
