"""Instruments of self-diagnosis: statements that a learner rates, and what the profile suggests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.diagnostics import Escape, Span
    from coursewright.model.base import Markdown

Band = Literal["low", "middle", "high"]
BANDS: Final[tuple[Band, ...]] = ("low", "middle", "high")
MIDDLE_FROM: Final = 40
"""Percent from which a category counts as middle: 0 is the lowest rating throughout."""
HIGH_FROM: Final = 70
"""Percent from which it counts as high."""


@dataclass(frozen=True, slots=True)
class Category:
    """Statements about one area; their mean is one bar of the profile."""

    id: str
    title: str
    covers: tuple[str, ...]
    """Knowledge items that the statements stand for."""
    body: Markdown | None
    statements: tuple[Markdown, ...]
    """In the order of the file, rated from the first to the last word of the scale."""
    advice: Mapping[Band, Markdown]
    """What to do next, by how the category was rated."""
    span: Span


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire that a learner keeps for themselves."""

    id: str
    title: str
    minutes: int
    scale: tuple[str, ...]
    """Words from the lowest to the highest rating."""
    intro: Markdown | None
    categories: tuple[Category, ...]
    path: str
    span: Span
    language: str = "en"
    lint_ignore: tuple[Escape, ...] = ()
    aliases: tuple[str, ...] = ()
    """Names it had before, oldest first: the first is its `id`, which never dies."""
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""

    @property
    def statement_count(self) -> int:
        """How many statements there are in all."""
        return sum(len(category.statements) for category in self.categories)
