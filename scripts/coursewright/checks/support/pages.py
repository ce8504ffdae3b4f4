"""The pages that learners read, with their prose, as the rules of plain language see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.checks.support.prose import page_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.prose import Block
    from coursewright.model import Lesson, PageSource, WordLists


@dataclass(frozen=True, slots=True)
class Prose:
    """A page in plain words."""

    page: PageSource
    language: str
    """Without the country: `de`, not `de-CH`."""
    words: WordLists
    blocks: tuple[Block, ...]
    lesson: Lesson | None
    """None for module pages and pages of `docs/`."""

    @property
    def running(self) -> tuple[Block, ...]:
        """Paragraphs, list items and quotes: what is read as sentences."""
        return tuple(one for one in self.blocks if one.kind in {"paragraph", "item", "quote"})


def prose_pages(context: CheckContext) -> Iterator[Prose]:
    """Yield every page that learners read, in the order of the course."""
    language = context.course.language
    lessons = {lesson.page.path: lesson for _, lesson in context.lessons}
    for page in context.page_sources:
        yield Prose(
            page,
            language.partition("-")[0],
            context.words(language),
            page_blocks(page),
            lessons.get(page.path),
        )


def lesson_prose(context: CheckContext) -> Iterator[tuple[Lesson, Prose]]:
    """Yield every lesson with its prose."""
    for prose in prose_pages(context):
        if prose.lesson is not None:
            yield prose.lesson, prose
