"""Texts of a translation beside those of its source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.texts import (
    AuthorText,
    instrument_texts,
    item_markdown,
    markdown_text,
    scenario_texts,
)
from coursewright.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Instrument, Item, PageSource, Scenario


_PARAGRAPH: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


@dataclass(frozen=True, slots=True)
class Unit:
    """A page, item, scenario or instrument in both languages."""

    name: str
    """How a message calls it."""
    span: Span
    pairs: tuple[tuple[AuthorText, AuthorText], ...]
    """Each text of the translation with that of the source."""
    page: tuple[PageSource, PageSource] | None = None
    """Of a page: the translated one and its source."""

    @property
    def ours(self) -> str:
        """Every text of the translation, one below the other."""
        return "\n\n".join(mine.text for mine, _ in self.pairs)

    @property
    def theirs(self) -> str:
        """Every text of the source, one below the other."""
        return "\n\n".join(other.text for _, other in self.pairs)


def translated_contexts(context: CheckContext) -> Iterator[CheckContext]:
    """Yield the course in each language that it is translated into, for rules to look at."""
    for translation in context.course.translations:
        yield replace(context, course=translation.course, translation=translation, original=context)


def in_translation(context: CheckContext, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings that are about a translated file; the source has its own check."""
    paths = context.translation.paths if context.translation else frozenset()
    return (finding for finding in findings if finding.span.path in paths)


def read_units(context: CheckContext) -> Iterator[Unit]:
    """Yield everything that is translated, beside its source; `CheckContext.units` keeps it."""
    if context.translation is None or context.original is None:
        return
    yield from _pages(context, context.original)
    yield from _banks(context, context.original)
    yield from _practice(context, context.original)


def translated_items(context: CheckContext) -> Iterator[tuple[Item, Item]]:
    """Yield each translated item with that of the source."""
    if context.translation is None or context.original is None:
        return
    originals = {item.full_id: item for item in context.original.authored_items}
    paths = context.translation.paths
    for item in context.authored_items:
        if item.span.path in paths:
            yield item, originals[item.full_id]


def _pages(context: CheckContext, original: CheckContext) -> Iterator[Unit]:
    titles = _page_titles(context)
    wanted = _page_titles(original)
    for page, source in zip(context.page_sources, original.page_sources, strict=True):
        if page.path == source.path:
            continue
        heads = zip(titles.get(page.path, ()), wanted.get(source.path, ()), strict=True)
        name = page.path.rpartition("/")[2]
        pairs = (*heads, *_body_pairs(page, source))
        yield Unit(f"`{name}`", Span(page.path), pairs, (page, source))


def _page_titles(context: CheckContext) -> dict[str, tuple[AuthorText, ...]]:
    """Return path of a page -> the values of its front matter that learners read."""
    found: dict[str, tuple[AuthorText, ...]] = {}
    for module in context.course.modules:
        values = [_value(context, module.span, key, getattr(module, key)) for key in _HEADS]
        values += [_value(context, row.span, "text", row.text) for row in module.objectives]
        found[module.page.path] = tuple(values)
        for lesson in module.lessons:
            found[lesson.page.path] = (_value(context, lesson.span, "title", lesson.title),)
    return found


_HEADS: Final = ("title", "summary")
_SCENARIO_HEADS: Final = ("title", "skill", "learner", "partner", "safety")


def _value(context: CheckContext, span: Span, key: str, text: str) -> AuthorText:
    return AuthorText(text, context.place(span, key), is_value=True)


def _body_pairs(page: PageSource, source: PageSource) -> Iterator[tuple[AuthorText, AuthorText]]:
    """Pair the paragraphs of both pages where they have as many, else the whole texts."""
    ours, theirs = (tuple(_paragraphs(one)) for one in (page, source))
    if len(ours) == len(theirs):
        return zip(ours, theirs, strict=True)
    whole = (AuthorText(one.body, Span(one.path, one.first_line)) for one in (page, source))
    return iter([(next(whole), next(whole))])


def _paragraphs(page: PageSource) -> Iterator[AuthorText]:
    """Yield what stands between blank lines."""
    for match in _PARAGRAPH.finditer(page.body):
        line = page.first_line + page.body.count("\n", 0, match.start())
        yield AuthorText(match[0], Span(page.path, line))


def _banks(context: CheckContext, original: CheckContext) -> Iterator[Unit]:
    for quiz, source in zip(context.course.quizzes, original.course.quizzes, strict=True):
        if quiz.path == source.path:
            continue
        heads = [
            (
                _value(context, quiz.span, "title", quiz.title),
                _value(original, source.span, "title", source.title),
            )
        ]
        if quiz.intro is not None and source.intro is not None and quiz.intro != source.intro:
            heads.append((markdown_text(quiz.intro), markdown_text(source.intro)))
        yield Unit(f"`{quiz.id}`", quiz.span, tuple(heads))
    for item, theirs in translated_items(context):
        texts = zip(item_markdown(item), item_markdown(theirs), strict=True)
        pairs = tuple((markdown_text(mine), markdown_text(other)) for mine, other in texts)
        yield Unit(f"`{item.id}`", item.span, pairs)


def _practice(context: CheckContext, original: CheckContext) -> Iterator[Unit]:
    for mine, theirs in zip(context.course.scenarios, original.course.scenarios, strict=True):
        if mine.path != theirs.path:
            heads = zip(
                _scenario_heads(context, mine), _scenario_heads(original, theirs), strict=True
            )
            texts = zip(scenario_texts(mine), scenario_texts(theirs), strict=True)
            yield Unit(f"`{mine.id}`", mine.span, (*heads, *texts))
    for one, other in zip(context.course.instruments, original.course.instruments, strict=True):
        if one.path != other.path:
            heads = zip(
                _instrument_heads(context, one), _instrument_heads(original, other), strict=True
            )
            texts = zip(instrument_texts(one), instrument_texts(other), strict=True)
            yield Unit(f"`{one.id}`", one.span, (*heads, *texts))


def _scenario_heads(context: CheckContext, scenario: Scenario) -> list[AuthorText]:
    keys = _SCENARIO_HEADS
    return [_value(context, scenario.span, key, getattr(scenario, key)) for key in keys]


def _instrument_heads(context: CheckContext, instrument: Instrument) -> list[AuthorText]:
    title = _value(context, instrument.span, "title", instrument.title)
    scale = [_value(context, instrument.span, "scale", word) for word in instrument.scale]
    rows = [AuthorText(one.title, one.span, is_value=True) for one in instrument.categories]
    return [title, *scale, *rows]
