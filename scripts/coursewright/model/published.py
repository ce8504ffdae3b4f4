"""What was published before, and what a quiz page delivers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from coursewright.model.base import Kind
    from coursewright.model.quizzes import Item, Quiz


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """What `.published.json` remembers of an item."""

    hash: str
    """Item hash (`generating.forms.item_hash`)."""
    revision: int
    key_digest: str
    """sha256 of the item's key form; a change without a new revision is reported."""
    part_digests: tuple[str, ...]
    """sha256 of each option's or element's text in source order, to notice a reordering."""


@dataclass(frozen=True, slots=True)
class PublishedQuiz:
    """What `.published.json` remembers of a bank."""

    id: str
    kind: Kind
    salt: str
    """Secret of a record bank: hides the source order of options in the public form."""
    versions: tuple[str, ...]
    """Every published version, oldest first; archived in `quizzes/.archive/ID/VERSION.json`."""
    items: Mapping[str, PublishedItem]


@dataclass(frozen=True, slots=True)
class Published:
    """`quizzes/.published.json`."""

    quizzes: Mapping[str, PublishedQuiz] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PoolStratum:
    """Draw `count` of these items."""

    count: int
    items: tuple[str, ...]
    """Full item ids."""
    paths: tuple[str, ...] = ()
    """Paths whose learners draw them; empty: all."""

    def is_for(self, path: str) -> bool:
        """Tell whether learners on a path draw from it."""
        return not self.paths or path in self.paths


@dataclass(frozen=True, slots=True)
class Pool:
    """A quiz with everything that may be drawn in it: own, generated and earlier items."""

    quiz: Quiz
    mastery_score: Fraction | None
    module: str | None
    """Id of the module whose quiz it is."""
    items: tuple[Item, ...]
    strata: tuple[PoolStratum, ...]
    salts: Mapping[str, str]
    """Bank id -> salt for public ids ("" in practice banks)."""
    version: str
    """Content hash of the public form, 32 hex digits."""

    def draws(self, paths: Iterable[str]) -> tuple[int, ...]:
        """Return how many items each of these paths draws; one number where all draw alike."""
        if not any(row.paths for row in self.strata):
            return (sum(row.count for row in self.strata),)
        return tuple(sum(row.count for row in self.strata if row.is_for(path)) for path in paths)
