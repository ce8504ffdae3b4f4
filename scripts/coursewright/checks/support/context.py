"""What a check may look at: the course, what was published, and indexes built on first use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.links import find_links, find_local_links
from coursewright.checks.support.markup import scan_markup
from coursewright.checks.support.texts import author_texts
from coursewright.diagnostics import Span
from coursewright.generating.drawn import drawn_items
from coursewright.generating.reviewed import reviewed_texts
from coursewright.model import Reviews, WordLists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coursewright.checks.support.links import LocalLink
    from coursewright.checks.support.markup import Markup
    from coursewright.checks.support.texts import AuthorText
    from coursewright.checks.support.translated import Unit
    from coursewright.checks.support.wording import ChoiceText
    from coursewright.generating.reviewed import Reviewed
    from coursewright.model import (
        Course,
        Fact,
        Framework,
        Item,
        KnowledgeItem,
        Lesson,
        Link,
        Module,
        Objective,
        PageSource,
        Pool,
        Published,
        Quiz,
        Recall,
        Translation,
    )

GLOSSARY_PAGE: Final = "glossary.md"
# Pages that the site has although no file stands for them; they have no anchors to link to.
OTHER_VIRTUAL_PAGES: Final = ("my-record.md", "certificate.md", "review.md", "warm-up.md")
SEARCHED_LINES: Final = 60


@dataclass(frozen=True)
class CheckContext:
    """The course under check, with lazily built indexes that every rule may use."""

    course: Course
    published: Published
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Path -> lines, to narrow a place down to a word; may be empty."""
    reviews: Reviews = field(default_factory=Reviews)
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    translation: Translation | None = None
    """The translation that `course` is of; None for the course in its own language."""
    original: CheckContext | None = None
    """Of a translation: the course in its own language."""

    def place(self, span: Span, word: str) -> Span:
        """Return the place of a word near `span`: in the same front matter, or a few lines on.

        The model keeps one place per lesson, module or bank; a finding about one of its keys
        should point at the key. Where the word is not found, the place stays as it is.
        """
        lines = self.sources.get(span.path, ())
        pattern = re.compile(rf"(?<![\w.~/-]){re.escape(word)}(?![\w~/-]|\.\w)")
        is_front_matter = span.line == 1 and len(lines) > 0 and lines[0].strip() == "---"
        for number in range(span.line, min(len(lines), span.line + SEARCHED_LINES) + 1):
            if is_front_matter and number > 1 and lines[number - 1].strip() == "---":
                break
            start = span.column - 1 if number == span.line else 0
            if match := pattern.search(lines[number - 1], start):
                return Span(span.path, number, match.start() + 1)
        return span

    # --- quizzes and items ----------------------------------------------------------------------

    @cached_property
    def quizzes(self) -> dict[str, Quiz]:
        """Quiz id -> quiz."""
        return {quiz.id: quiz for quiz in self.course.quizzes}

    @cached_property
    def authored_items(self) -> tuple[Item, ...]:
        """Every item that stands in a bank, in the order of the files."""
        return tuple(item for quiz in self.course.quizzes for item in quiz.items)

    @cached_property
    def choices(self) -> tuple[ChoiceText, ...]:
        """Every authored choice item in plain words."""
        from coursewright.checks.support.wording import read_choices  # noqa: PLC0415 - the reviewer

        return tuple(read_choices(self))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Everything that is translated, beside its source; of the source itself nothing."""
        from coursewright.checks.support.translated import read_units  # noqa: PLC0415 - the reviewer

        return tuple(read_units(self))

    @cached_property
    def reviewed(self) -> tuple[Reviewed, ...]:
        """Every item and lesson with what is known of its reviews."""
        return tuple(reviewed_texts(self.course))

    @cached_property
    def generated_items(self) -> tuple[Item, ...]:
        """Every item that the build makes from recall material."""
        from coursewright.generating import generate_items  # noqa: PLC0415 - few rules need it

        return generate_items(self.course)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Full item id -> item, authored and generated."""
        every = (*self.generated_items, *self.authored_items)
        return {item.full_id: item for item in every}

    @cached_property
    def pools(self) -> dict[str, Pool]:
        """Quiz id -> everything that may be drawn in it."""
        from coursewright.generating import build_pools  # noqa: PLC0415 - few rules need it

        pools = build_pools(self.course, self.published, self.generated_items)
        return {pool.quiz.id: pool for pool in pools}

    def drawn_of(self, quiz: Quiz) -> tuple[Item, ...]:
        """Return a bank's own items that may be asked: of its file, and generated for it."""
        generated = (item for item in self.generated_items if item.bank == quiz.id)
        return (*drawn_items(quiz), *generated)

    def words_of(self, item: Item) -> WordLists:
        """Return the word lists of an item's language."""
        return self.words(self.quizzes[item.bank].language)

    def words(self, language: str) -> WordLists:
        """Return the word lists of a language; empty ones where there are none."""
        return self.course.words.get(language) or WordLists(language, {})

    # --- modules, lessons, objectives -----------------------------------------------------------

    @cached_property
    def modules(self) -> dict[str, Module]:
        """Module id -> module."""
        return {module.id: module for module in self.course.modules}

    @cached_property
    def lessons(self) -> tuple[tuple[Module, Lesson], ...]:
        """Every lesson with its module, in course order."""
        return tuple(
            (module, lesson) for module in self.course.modules for lesson in module.lessons
        )

    @cached_property
    def objectives(self) -> dict[str, tuple[Module, Objective]]:
        """Objective id -> the module that declares it, and the objective."""
        return {
            objective.id: (module, objective)
            for module in self.course.modules
            for objective in module.objectives
        }

    @cached_property
    def module_of_quiz(self) -> dict[str, Module]:
        """Quiz id -> the module whose quiz it is."""
        return {module.quiz: module for module in self.course.modules if module.quiz}

    def earlier_modules(self, module: Module) -> tuple[Module, ...]:
        """Return the modules before this one, on any path it stands in."""
        ids: dict[str, None] = {}
        for path in self.course.paths:
            if module.id in path.modules:
                ids.update(dict.fromkeys(path.modules[: path.modules.index(module.id)]))
        return tuple(self.modules[name] for name in ids if name in self.modules)

    # --- pages ----------------------------------------------------------------------------------

    @cached_property
    def page_sources(self) -> tuple[PageSource, ...]:
        """Every page that has a file: module pages, lessons, pages of `docs/`."""
        return tuple(self._page_sources())

    def _page_sources(self) -> Iterator[PageSource]:
        for module in self.course.modules:
            yield module.page
            for lesson in module.lessons:
                yield lesson.page
        yield from self.course.pages

    @cached_property
    def recalls(self) -> tuple[Recall, ...]:
        """Every block of recall material, in course order."""
        return tuple(recall for page in self.page_sources for recall in page.recalls)

    @cached_property
    def anchors(self) -> dict[str, frozenset[str]]:
        """Page path -> the anchors that a link may name, for pages with and without a file."""
        anchors = {
            page.path: frozenset(anchor for anchor, _ in page_anchors(page))
            for page in self.page_sources
        }
        terms = frozenset(term.id.removeprefix("term.") for term in self.course.knowledge.terms)
        anchors[GLOSSARY_PAGE] = terms
        anchors.update(dict.fromkeys(OTHER_VIRTUAL_PAGES, frozenset()))
        for quiz in self.course.quizzes:
            if quiz.id in self.module_of_quiz or quiz.id == self.course.assessment:
                anchors[quiz.path] = frozenset()
        for scenario in self.course.scenarios:
            if any(scenario.id in module.scenarios for module in self.course.modules):
                anchors[scenario.path] = frozenset()
        for instrument in self.course.instruments:
            if any(instrument.id == module.instrument for module in self.course.modules):
                anchors[instrument.path] = frozenset()
        # A link names the file of the source; readers of a translation reach the translated page.
        for source, path in (self.translation.files if self.translation else {}).items():
            if path in anchors:
                anchors[source] = anchors[path]
        return anchors

    @cached_property
    def links(self) -> tuple[tuple[str, Link], ...]:
        """Every link and image with the path of its file."""
        return tuple(find_links(self))

    @cached_property
    def local_links(self) -> tuple[LocalLink, ...]:
        """Every relative link and image, resolved against its file."""
        return tuple(find_local_links(self))

    @cached_property
    def linkable(self) -> frozenset[str]:
        """Every path that a link may name: pages with and without a file, and published files."""
        return frozenset(self.anchors) | self.assets

    @cached_property
    def assets(self) -> frozenset[str]:
        """Paths of the files that are published as they are."""
        return frozenset(asset.path for asset in self.course.assets)

    @cached_property
    def scanned(self) -> tuple[tuple[AuthorText, Markup], ...]:
        """Every text that may carry markup, with the markup found in it."""
        return tuple((text, scan_markup(text.text)) for text in author_texts(self))

    # --- knowledge ------------------------------------------------------------------------------

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        """Framework id -> framework."""
        return {framework.id: framework for framework in self.course.knowledge.frameworks}

    @cached_property
    def knowledge_items(self) -> dict[str, tuple[Framework, KnowledgeItem]]:
        """Knowledge item id -> its framework, and the item."""
        return {
            item.id: (framework, item)
            for framework in self.course.knowledge.frameworks
            for item in framework.items
        }

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Fact id -> fact, those of the frameworks' context included."""
        return {
            fact.id: fact
            for framework in self.course.knowledge.frameworks
            for facts in (framework.context, *(item.facts for item in framework.items))
            for fact in facts
        }

    @cached_property
    def fact_owner(self) -> dict[str, str]:
        """Fact id -> id of the knowledge item it belongs to; context facts have no owner."""
        return {
            fact.id: item.id
            for framework in self.course.knowledge.frameworks
            for item in framework.items
            for fact in item.facts
        }

    @cached_property
    def taught_frameworks(self) -> tuple[Framework, ...]:
        """The frameworks whose items must be covered: those of `teaches`, or every one."""
        if not self.course.teaches:
            return self.course.knowledge.frameworks
        return tuple(
            self.frameworks[name] for name in self.course.teaches if name in self.frameworks
        )

    def owners_of(self, evidence: Iterable[str]) -> frozenset[str]:
        """Return the knowledge items that own these facts."""
        return frozenset(self.fact_owner[fact] for fact in evidence if fact in self.fact_owner)


def page_anchors(page: PageSource) -> Iterator[tuple[str, Span]]:
    """Yield every anchor of a page with its place: headings, given ids, recall material."""
    for heading in page.headings:
        yield heading.anchor, heading.span
    yield from page.anchors
    for recall in page.recalls:
        yield recall.id, recall.span


def course_span(context: CheckContext) -> Span:
    """Return the place of `course.yml` itself, for findings that have no line of their own."""
    return Span(context.course.span.path)
