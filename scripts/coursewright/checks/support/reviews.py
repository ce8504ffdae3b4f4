"""Reviews of a course, with the places they are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Span
    from coursewright.model import Review


def reviews_of(context: CheckContext) -> Iterator[tuple[Span, Review]]:
    """Yield each review that is written somewhere, with the place of its text; once each."""
    for quiz in context.course.quizzes:
        yield from ((quiz.span, review) for review in quiz.reviews)
        yield from ((quiz.span, review) for review in quiz.mastery_set)
    for text in context.reviewed:
        if text.has_own:
            yield from ((text.span, review) for review in text.reviews)
