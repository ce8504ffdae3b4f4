"""Items beside what was published of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.model import Item, PublishedItem


def published_pairs(context: CheckContext) -> Iterator[tuple[Item, PublishedItem]]:
    """Yield every published item that still has its published revision."""
    for quiz in context.course.quizzes:
        published = context.published.quizzes.get(quiz.id)
        for item in quiz.items if published else ():
            known = published.items.get(item.id) if published else None
            if known is not None and known.revision == item.revision:
                yield item, known
