"""Every text an author wrote that reaches a page, with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.diagnostics import Span
from coursewright.model import Choice, FillIn, Likert, LongFillIn, Matching, Sequencing, TextBlank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.model import Course, Instrument, Item, Knowledge, Markdown, Quiz, Scenario


@dataclass(frozen=True, slots=True)
class AuthorText:
    """A text and the place of its first character."""

    text: str
    span: Span
    is_dedented: bool = False
    """True: columns of the lines after the first are unknown, because indentation was removed."""
    is_value: bool = False
    """True: a value of a YAML file, whose quotes and folds hide the place of a character."""

    def place(self, offset: int) -> Span:
        """Return the place of a character of the text in its file."""
        if self.is_value:
            return self.span
        before = self.text.count("\n", 0, offset)
        if before == 0:
            return Span(self.span.path, self.span.line, self.span.column + offset)
        column = 1 if self.is_dedented else offset - self.text.rfind("\n", 0, offset)
        return Span(self.span.path, self.span.line + before, column)


def page_texts(context: CheckContext) -> Iterator[AuthorText]:
    """Yield the body of every page that has a file."""
    for page in context.page_sources:
        yield AuthorText(page.body, Span(page.path, page.first_line, 1))


def author_texts(context: CheckContext) -> Iterator[AuthorText]:
    """Yield every text that may carry markup: pages, banks, and the strings of the YAML files."""
    yield from page_texts(context)
    for quiz in context.course.quizzes:
        yield from quiz_texts(quiz)
    for scenario in context.course.scenarios:
        yield from scenario_texts(scenario)
    for instrument in context.course.instruments:
        yield from instrument_texts(instrument)
    for text, span, key in _values(context.course):
        yield AuthorText(text, context.place(span, key), is_value=True)


def quiz_texts(quiz: Quiz) -> Iterator[AuthorText]:
    """Yield every text of one bank."""
    if quiz.intro is not None:
        yield markdown_text(quiz.intro)
    for item in quiz.items:
        for text in item_markdown(item):
            yield markdown_text(text)
        yield from _item_strings(item)


def instrument_texts(instrument: Instrument) -> Iterator[AuthorText]:
    """Yield every Markdown text of one instrument."""
    texts = [instrument.intro]
    for category in instrument.categories:
        texts += [category.body, *category.statements, *category.advice.values()]
    yield from (markdown_text(text) for text in texts if text is not None)


def scenario_texts(scenario: Scenario) -> Iterator[AuthorText]:
    """Yield every Markdown text of one scenario."""
    for text in _scenario_markdown(scenario):
        if text is not None:
            yield markdown_text(text)


def _scenario_markdown(scenario: Scenario) -> Iterator[Markdown | None]:
    yield scenario.setting
    for node in scenario.nodes:
        yield node.prompt
        yield node.body
        for option in node.options:
            yield from (option.text, option.consequence, option.feedback)
    yield scenario.debrief


def item_markdown(item: Item) -> Iterator[Markdown]:
    """Yield every Markdown text of one item."""
    every = (item.stem, item.body, *_interaction_markdown(item), item.hint, item.rationale)
    yield from (text for text in every if text is not None)


def _interaction_markdown(item: Item) -> Iterator[Markdown | None]:
    interaction = item.interaction
    match interaction:
        case Choice():
            for option in interaction.options:
                yield option.text
                yield option.feedback
        case Sequencing():
            yield from interaction.elements
        case Matching():
            for pair in interaction.pairs:
                yield pair.source
                yield pair.target
            yield from interaction.extra_targets
        case Likert():
            yield from interaction.statements
        case LongFillIn():
            yield interaction.model_answer
        case FillIn():
            return


def _item_strings(item: Item) -> Iterator[AuthorText]:
    interaction = item.interaction
    if isinstance(interaction, Likert):
        yield from (AuthorText(label, item.span) for label in interaction.scale)
    if isinstance(interaction, FillIn):
        for blank in interaction.blanks:
            words = blank.accepted if isinstance(blank, TextBlank) else (blank.shown,)
            yield from (AuthorText(word, blank.span, is_dedented=True) for word in words)


def _values(course: Course) -> Iterator[tuple[str, Span, str]]:
    """Yield the values of YAML files that reach a page: text, place of their mapping, key."""
    yield course.title, course.span, "title"
    yield course.subtitle, course.span, "subtitle"
    yield course.attestation, course.span, "attestation"
    yield course.certificate.signatory, course.span, "signatory"
    yield from ((path.title, path.span, "title") for path in course.paths)
    yield from ((quiz.title, quiz.span, "title") for quiz in course.quizzes)
    for instrument in course.instruments:
        yield instrument.title, instrument.span, "title"
        yield from ((word, instrument.span, "scale") for word in instrument.scale)
        yield from ((each.title, each.span, each.title) for each in instrument.categories)
    for scenario in course.scenarios:
        for key in ("title", "skill", "learner", "partner", "safety"):
            yield getattr(scenario, key), scenario.span, key
    for module in course.modules:
        yield module.title, module.span, "title"
        yield module.summary, module.span, "summary"
        yield from ((row.text, row.span, "text") for row in module.objectives)
        yield from ((lesson.title, lesson.span, "title") for lesson in module.lessons)
    yield from _knowledge_values(course.knowledge)


def _knowledge_values(knowledge: Knowledge) -> Iterator[tuple[str, Span, str]]:
    for term in knowledge.terms:
        yield from ((word, term.span, language) for language, word in term.words.items())
        yield term.definition, term.span, "definition"
    yield from ((document.title, document.span, "title") for document in knowledge.sources)
    for framework in knowledge.frameworks:
        yield framework.title, framework.span, "title"
        yield from ((item.name, item.span, "name") for item in framework.items)


def markdown_text(text: Markdown) -> AuthorText:
    """Return a Markdown text of an item, scenario or instrument with its place."""
    return AuthorText(text.text, text.span, is_dedented=True)
