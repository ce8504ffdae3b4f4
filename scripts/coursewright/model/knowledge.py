"""What the course is about: frameworks, facts, misconceptions, terms, word lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A paraphrased statement of a source."""

    id: str
    kind: str
    text: str
    caveat: str | None
    """How it must be presented (unsourced, opinion …); None: as it is."""
    span: Span
    same_as: str | None = None
    """Id of a fact that words the same idea otherwise: neither may be the other's distractor."""


@dataclass(frozen=True, slots=True)
class KnowledgeItem:
    """One element of a framework: a strategy, a letter, a step."""

    id: str
    name: str
    facts: tuple[Fact, ...]
    span: Span
    letter: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Framework:
    """A method or list of the sources."""

    id: str
    title: str
    is_core: bool
    source: str
    """Id of the source."""
    lines: str
    """Lines in the source, as text: `37-55`."""
    items: tuple[KnowledgeItem, ...]
    context: tuple[Fact, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Misconception:
    """A belief that a distractor may stand for."""

    id: str
    item: str
    belief: str
    refuted_by: tuple[str, ...]
    refutation: str
    span: Span


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry."""

    id: str
    words: Mapping[str, str]
    """Language -> term."""
    definition: str
    items: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One of the documents the course is made from."""

    id: str
    title: str
    date: str
    language: str
    span: Span


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the lessons and items rest on (`modules/knowledge/`)."""

    sources: tuple[SourceDocument, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words and patterns of one language that the writing rules look for."""

    language: str
    lists: Mapping[str, tuple[str, ...]]
    """Name of a list, such as `absolutes` -> its words or phrases, in lower case."""

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """Return a list; an unknown one is empty."""
        return self.lists.get(name, ())
