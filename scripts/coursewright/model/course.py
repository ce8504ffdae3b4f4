"""The whole course, as its files say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from coursewright.diagnostics import Escape, Span
    from coursewright.model.instruments import Instrument
    from coursewright.model.knowledge import Knowledge, WordLists
    from coursewright.model.lessons import Module, PageSource
    from coursewright.model.quizzes import Quiz
    from coursewright.model.scenarios import Scenario
    from coursewright.model.translations import Translation


@dataclass(frozen=True, slots=True)
class Path:
    """A role's way through the course."""

    id: str
    title: str
    modules: tuple[str, ...]
    """Ids of the modules it asks for, in their order."""
    span: Span
    optional: tuple[str, ...] = ()
    """Ids of modules it recommends; nobody has to take them."""
    summary: str = ""
    """One sentence that tells whom it is for."""

    def offers(self, module: str) -> bool:
        """Tell whether a module is on this path, asked for or recommended."""
        return module in self.modules or module in self.optional


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the certificate says."""

    validity_months: int | None
    signatory: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is."""

    path: str
    """Relative to the course root."""
    size: int
    is_moving: bool = False
    """True for a picture that plays by itself."""


@dataclass(frozen=True, slots=True)
class Course:
    """The whole course source."""

    id: str
    """IRI that never changes."""
    title: str
    subtitle: str
    language: str
    languages: tuple[str, ...]
    mastery_score: Fraction
    """Default for quizzes without their own."""
    paths: tuple[Path, ...]
    assessment: str | None
    """Id of the record bank that decides."""
    attestation: str
    """The exact sentence a learner ticks before submitting a record quiz."""
    certificate: Certificate
    recertify_months: int | None
    intake: str | None
    """Endpoint URL, or None: records travel as files."""
    teaches: tuple[str, ...]
    """Frameworks whose items must all be covered; empty: every framework."""
    modules: tuple[Module, ...]
    quizzes: tuple[Quiz, ...]
    pages: tuple[PageSource, ...]
    """Pages of `docs/` (home, help …)."""
    assets: tuple[Asset, ...]
    knowledge: Knowledge
    span: Span
    lint_ignore: tuple[Escape, ...] = ()
    """Escapes of rules about the whole course, and (with a path as target) of pages of `docs/`."""
    shows_drafts: bool = False
    """True in the live preview: practice quizzes show their drafts, marked."""
    words: Mapping[str, WordLists] = field(default_factory=dict)
    """Language -> word lists of the writing rules, with the course's own changes."""
    scenarios: tuple[Scenario, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    translations: tuple[Translation, ...] = ()
    """The course in its other languages, as far as it is translated."""
