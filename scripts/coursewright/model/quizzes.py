"""Items and the banks they live in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coursewright.model.interactions import Likert, LongFillIn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from coursewright.diagnostics import Escape, Span
    from coursewright.model.base import Kind, Level, Markdown
    from coursewright.model.interactions import Interaction
    from coursewright.model.review import MasteryMethod, Review, Status


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a bank."""

    id: str
    """Id within its bank: `person-first`."""
    bank: str
    """Id of the bank it lives in."""
    interaction: Interaction
    stem: Markdown
    """The heading's text."""
    body: Markdown | None
    """Text between the heading and the interaction (a situation, a picture)."""
    objective: str | None
    evidence: tuple[str, ...]
    """Ids of the facts that the key rests on."""
    points: int
    revision: int
    """Raised by the author when an edit changes the meaning: learners are asked again."""
    is_shuffled: bool
    hint: Markdown | None
    rationale: Markdown | None
    origin: str | None
    """None for an authored item; the id of the recall material for a generated one."""
    span: Span
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Further known attributes, as written (`case`, `group`)."""
    aliases: tuple[str, ...] = ()
    """Names it had before, oldest first: the first is its `id`, which never dies."""
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""
    status: Status | None = None
    """Its own, or its bank's; None where neither says any."""
    reviews: tuple[Review, ...] = ()
    """Its own, or its bank's."""

    @property
    def full_id(self) -> str:
        """The id that is unique in the course: `resolved/person-first`."""
        return f"{self.bank}/{self.id}"

    @property
    def is_scored(self) -> bool:
        """True when a response earns points."""
        return not isinstance(self.interaction, Likert | LongFillIn)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One row of a blueprint: draw `count` items that fit every given property."""

    count: int
    module: str | None
    level: Level | None
    type: str | None
    """`choice`, `multiple`, `situation`, `true-false`, `sequencing`, `matching`, `fill-in` …"""
    span: Span
    paths: tuple[str, ...] = ()
    """Paths whose learners draw from this row; empty: all."""


@dataclass(frozen=True, slots=True)
class Retired:
    """An id that was published and is no longer asked."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quiz:
    """One bank, as its file says it."""

    id: str
    title: str
    kind: Kind
    mastery_score: Fraction | None
    """0..1, compared exactly; None: no mastery score."""
    draw: int | None
    """Items drawn per attempt; None: all (or by `blueprint`)."""
    blueprint: tuple[Stratum, ...]
    attempts: int | None
    """None: unlimited."""
    from_earlier: Fraction
    """Share of `draw` taken from earlier modules of the path, 0..1."""
    from_recall: Fraction
    """Share of `draw` taken from generated items, 0..1."""
    reveal: bool
    """Record banks only: publish the key for an immediate indicative result."""
    items: tuple[Item, ...]
    retired: tuple[Retired, ...]
    intro: Markdown | None
    """Text between the front matter and the first item."""
    path: str
    span: Span
    language: str = "en"
    lint_ignore: tuple[Escape, ...] = ()
    aliases: tuple[str, ...] = ()
    """Names it had before, oldest first: the first is its `id`, which never dies."""
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""
    status: Status | None = None
    """Of its items without their own; None: not said."""
    reviews: tuple[Review, ...] = ()
    """Of its items without their own."""
    mastery_method: MasteryMethod | None = None
    """How the mastery score was found; None: not said."""
    mastery_set: tuple[Review, ...] = ()
    """Who set the mastery score, and when."""
