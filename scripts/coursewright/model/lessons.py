"""Modules, lessons and what stands on their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.diagnostics import Escape, Span
    from coursewright.model.base import Level, Markdown, RecallKind
    from coursewright.model.review import Review, Status


@dataclass(frozen=True, slots=True)
class Objective:
    """An intended outcome, declared in a module's index."""

    id: str
    verb: str
    level: Level
    text: str
    items: tuple[str, ...]
    """Knowledge items the objective is about."""
    span: Span
    aliases: tuple[str, ...] = ()
    """Names it had before, oldest first: the first is its `id`, which never dies."""
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""


@dataclass(frozen=True, slots=True)
class RecallEntry:
    """One term and its meaning (a definition list or table row), or one list element."""

    term: Markdown
    meaning: Markdown | None
    """None in an ordered list."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Recall material: a list or table from which the build generates items."""

    id: str
    kinds: tuple[RecallKind, ...]
    entries: tuple[RecallEntry, ...]
    is_ordered: bool
    """True for an ordered list and for tables or definition lists marked `ordered`."""
    objective: str | None
    evidence: tuple[str, ...]
    lesson: str
    """Id of the lesson it stands in."""
    module: str
    first_line: int
    """Line of the attribute list, counted from 1 in the file."""
    last_line: int
    """Last line of the block."""
    span: Span


@dataclass(frozen=True, slots=True)
class Check:
    """A `::: check` line."""

    items: tuple[str, ...]
    """Full item ids, in the order of appearance."""
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link, image or raw-HTML reference in a page."""

    target: str
    text: str
    """Link text, or the alternative text of an image."""
    is_image: bool
    is_html: bool
    has_alt: bool
    """Images: an alt text was given, or the image is marked as decoration."""
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page."""

    level: int
    text: str
    anchor: str
    """The id its HTML will carry."""
    span: Span


@dataclass(frozen=True, slots=True)
class PageSource:
    """A Markdown file's text and what the checks need to know of it."""

    path: str
    """Relative to the course root: `modules/04-resolved/01-person-first.md`."""
    body: str
    """The Markdown after the front matter, line ends normalised to LF."""
    first_line: int
    """Line of the file on which `body` starts, counted from 1."""
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    checks: tuple[Check, ...]
    recalls: tuple[Recall, ...]
    anchors: tuple[tuple[str, Span], ...]
    """Ids given by raw HTML or attribute lists outside headings."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a learner reads in one sitting."""

    id: str
    title: str
    objectives: tuple[str, ...]
    covers: tuple[str, ...]
    """Knowledge items the lesson teaches."""
    minutes: int
    aliases: tuple[str, ...]
    """Names it had before, oldest first: the first is its `id`, which never dies."""
    page: PageSource
    slug: str
    """Its part of the URL: the file name without number and suffix."""
    span: Span
    lint_ignore: tuple[Escape, ...] = ()
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""
    status: Status | None = None
    """None: not said."""
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """A folder of lessons."""

    id: str
    title: str
    objectives: tuple[Objective, ...]
    quiz: str | None
    """Id of its module quiz."""
    quiz_minutes: int
    aliases: tuple[str, ...]
    """Names it had before, oldest first: the first is its `id`, which never dies."""
    lessons: tuple[Lesson, ...]
    page: PageSource
    slug: str
    summary: str
    """One sentence for the course home."""
    span: Span
    after: tuple[str, ...] = ()
    """Ids of modules that should come before this one."""
    lint_ignore: tuple[Escape, ...] = ()
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""
    scenarios: tuple[str, ...] = ()
    """Ids of its scenarios, in the order of the list."""
    instrument: str | None = None
    """Id of its instrument of self-diagnosis."""
    scenario_minutes: int = 0
    """Minutes of its scenarios, which their own files say."""
    instrument_minutes: int = 0
    """Minutes of its instrument, which its own file says."""

    @property
    def minutes(self) -> int:
        """Minutes of all lessons, of scenarios and instrument, and of the module quiz."""
        practice = self.scenario_minutes + self.instrument_minutes
        return sum(lesson.minutes for lesson in self.lessons) + practice + self.quiz_minutes
