"""The course as values: frozen, without I/O; every value keeps the place it was read from.

Vocabulary: docs/handbook/explanation/architecture.md. Nothing here knows Markdown engines,
files, HTML or records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from coursewright.diagnostics import Escape, Span

Kind = Literal["practice", "record"]
Level = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Scoring = Literal["single", "multiple", "situation", "true-false"]
RecallKind = Literal["sequencing", "matching", "fill-in", "choice"]


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown source as the author wrote it, dedented, without its list or quote marker."""

    text: str
    span: Span


# --- interactions -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a choice, true-false or situation item."""

    text: Markdown
    credit: Fraction
    """1 for a key, 1/2 for an acceptable response of a situation, 0 for a distractor."""
    feedback: Markdown | None
    misconception: str | None
    """Id of the misconception this distractor stands for."""
    span: Span
    own: str | None = None
    """The author's reason why this distractor stands for no misconception."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`choice` and `true-false`: one key, several keys, or graded responses to a situation."""

    options: tuple[Option, ...]
    scoring: Scoring

    @property
    def name(self) -> str:
        """The xAPI interaction type."""
        return "true-false" if self.scoring == "true-false" else "choice"


@dataclass(frozen=True, slots=True)
class Sequencing:
    """`sequencing`: put the elements in order; score = share of adjacent pairs."""

    elements: tuple[Markdown, ...]
    """In the right order."""
    name: str = field(default="sequencing", init=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a matching item."""

    source: Markdown
    target: Markdown


@dataclass(frozen=True, slots=True)
class Matching:
    """`matching`: one target for each source; score = share of right pairs."""

    pairs: tuple[Pair, ...]
    extra_targets: tuple[Markdown, ...]
    """Targets that belong to no source (rows with an empty left cell)."""
    name: str = field(default="matching", init=False)


@dataclass(frozen=True, slots=True)
class TextBlank:
    """A gap for words."""

    accepted: tuple[str, ...]
    """Accepted responses; the first is shown as the answer."""
    is_exact: bool
    """True: case and accents count."""
    span: Span


@dataclass(frozen=True, slots=True)
class NumberBlank:
    """A gap for a number; right when low <= response <= high."""

    low: Fraction
    high: Fraction
    shown: str
    """The key as the author wrote it, such as `20±1`."""
    span: Span


@dataclass(frozen=True, slots=True)
class FillIn:
    """`fill-in` (word gaps) or `numeric` (number gaps); score = share of right gaps.

    In the item's stem and body each gap stands as `[[#1]]`, `[[#2]]` … in reading order, so that
    no rendering of the text can leak a key.
    """

    blanks: tuple[TextBlank, ...] | tuple[NumberBlank, ...]

    @property
    def name(self) -> str:
        """The xAPI interaction type."""
        return "numeric" if isinstance(self.blanks[0], NumberBlank) else "fill-in"


@dataclass(frozen=True, slots=True)
class Likert:
    """`likert`: rate each statement on a scale; unscored."""

    statements: tuple[Markdown, ...]
    scale: tuple[str, ...]
    """Labels of the scale points, from low to high."""
    name: str = field(default="likert", init=False)


@dataclass(frozen=True, slots=True)
class LongFillIn:
    """`long-fill-in`: a reflection; unscored, and it never leaves the learner's device."""

    model_answer: Markdown | None
    name: str = field(default="long-fill-in", init=False)


Interaction = Choice | Sequencing | Matching | FillIn | Likert | LongFillIn


# --- quizzes ------------------------------------------------------------------------------------


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
    """Further known attributes, as written (`status`, `case`, `group` …)."""
    aliases: tuple[str, ...] = ()
    """Names it had before, oldest first: the first is its `id`, which never dies."""
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""

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


# --- lessons ------------------------------------------------------------------------------------


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
    lint_ignore: tuple[Escape, ...] = ()
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""

    @property
    def minutes(self) -> int:
        """Minutes of all lessons and of the module quiz."""
        return sum(lesson.minutes for lesson in self.lessons) + self.quiz_minutes


@dataclass(frozen=True, slots=True)
class Path:
    """A role's way through the course."""

    id: str
    title: str
    modules: tuple[str, ...]
    span: Span


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


# --- knowledge ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """A paraphrased statement of a source."""

    id: str
    kind: str
    text: str
    caveat: str | None
    """How it must be presented (unsourced, opinion …); None: as it is."""
    span: Span


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
    words: Mapping[str, WordLists] = field(default_factory=dict)
    """Language -> word lists of the writing rules, with the course's own changes."""


# --- what was published -------------------------------------------------------------------------


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


# --- what a quiz page delivers ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PoolStratum:
    """Draw `count` of these items."""

    count: int
    items: tuple[str, ...]
    """Full item ids."""


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
