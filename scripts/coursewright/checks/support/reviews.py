"""Reviews of a course, and what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.generating.drawn import lesson_digest, review_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Span
    from coursewright.model import Review, Status

LESSON = "lesson:"


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

    @property
    def last(self) -> date | None:
        """The day of the latest review."""
        return max((review.date for review in self.reviews), default=None)


def reviewed_texts(context: CheckContext) -> Iterator[Reviewed]:
    """Yield every item of a bank and every lesson, in the order of the files."""
    for quiz in context.course.quizzes:
        for item in quiz.items:
            yield Reviewed(
                item.full_id,
                item.span,
                item.status,
                item.reviews,
                review_digest(item),
                has_own=item.reviews != quiz.reviews,
                bank=quiz.id,
            )
    for _, lesson in context.lessons:
        target = f"{LESSON}{lesson.id}"
        digest = lesson_digest(lesson)
        yield Reviewed(target, lesson.span, lesson.status, lesson.reviews, digest, has_own=True)


def reviews_of(context: CheckContext) -> Iterator[tuple[Span, Review]]:
    """Yield each review that is written somewhere, with the place of its text; once each."""
    for quiz in context.course.quizzes:
        yield from ((quiz.span, review) for review in quiz.reviews)
        yield from ((quiz.span, review) for review in quiz.mastery_set)
    for text in reviewed_texts(context):
        if text.has_own:
            yield from ((text.span, review) for review in text.reviews)
