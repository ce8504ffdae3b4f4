"""The learner's workbook: lessons condensed, checks to answer with a pen, lines for notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.rendering.handouts import sections
from coursewright.rendering.handouts.items import add_form, add_rating, lines
from coursewright.rendering.lesson import lower_first
from coursewright.rendering.stage import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.model import Instrument, Lesson, Markdown, Module, Term
    from coursewright.rendering.handouts.desk import Desk, Scope
    from coursewright.rendering.stage import Stage

NOTE_LINES: Final = 4
PLAN_LINES: Final = 5


def workbook(desk: Desk, scope: Scope) -> Iterator[str]:
    """Yield the HTML of a workbook for some modules."""
    yield desk.heading(desk.texts.workbook, scope.title) + desk.person()
    for module in scope.modules:
        if module.lessons:
            yield _module(desk, module)


def _module(desk: Desk, module: Module) -> str:
    texts = desk.texts
    stage = desk.stage("section", "module")
    stage.raw(f"<h2>{escape(desk.module_title(module))}</h2><p>{escape(module.summary)}</p>")
    for lesson in module.lessons:
        _lesson(desk, stage, module, lesson)
    if instrument := desk.context.module_instrument(module):
        _instrument(desk, stage, instrument)
    stage.raw(f'<div class="box-text"><h3>{escape(texts.my_plan)}</h3>{lines(PLAN_LINES)}</div>')
    return desk.html(stage)


def _lesson(desk: Desk, stage: Stage, module: Module, lesson: Lesson) -> None:
    texts, page = desk.texts, lesson.page
    stage.raw(f'<section class="lesson"><h3>{escape(lesson.title)}</h3>')
    add_objectives(desk, stage, lesson, texts.objectives)
    for picture in sections.pictures(page):
        stage.block("div", {"class": "picture"}, picture)
    text = sections.summary(page)
    if text:
        stage.raw(f"<h4>{escape(sections.summary_title(page))}</h4>")
        stage.block("div", {}, text)
    _blocks(stage, texts.to_remember, sections.recall_blocks(page))
    _terms(desk, stage, texts.terms, lesson)
    rows = desk.checks(module, lesson)
    if rows:
        stage.raw(f"<h4>{escape(texts.questions)}</h4>")
        for row in rows:
            add_form(stage, texts, row)
    for title, tip in sections.boxes(page, "tip"):
        stage.raw(f'<div class="box-text"><h4>{escape(title)}</h4>')
        stage.block("div", {}, tip)
        stage.raw(f"{lines(2)}</div>")
    stage.raw(f"<h4>{escape(texts.notes)}</h4>{lines(NOTE_LINES)}</section>")


def _instrument(desk: Desk, stage: Stage, instrument: Instrument) -> None:
    """Add a self-diagnosis to rate on paper; like the one on the site, it is nobody else's."""
    texts = desk.texts
    stage.raw(f'<section class="lesson"><h3>{escape(instrument.title)}</h3>')
    stage.raw(f"<p>{escape(texts.rating_private)}</p>")
    if instrument.intro:
        stage.block("div", {}, instrument.intro)
    for category in instrument.categories:
        stage.raw(f"<h4>{escape(category.title)}</h4>")
        if category.body:
            stage.block("div", {}, category.body)
        add_rating(stage, texts, category.statements, instrument.scale)
    stage.raw(f"<h4>{escape(texts.rating_next)}</h4>{lines(NOTE_LINES)}</section>")


def add_objectives(desk: Desk, stage: Stage, lesson: Lesson, title: str) -> None:
    """Add what a lesson wants to reach."""
    known = desk.context.objectives
    rows = [known[name].text for name in lesson.objectives if name in known]
    if rows:
        shown = "".join(f"<li>{escape(lower_first(row))}</li>" for row in rows)
        stage.raw(f"<p><b>{escape(title)}</b></p><ul>{shown}</ul>")


def _blocks(stage: Stage, title: str, blocks: Sequence[Markdown]) -> None:
    if blocks:
        stage.raw(f"<h4>{escape(title)}</h4>")
        for block in blocks:
            stage.block("div", {"class": "recall"}, block)


def _terms(desk: Desk, stage: Stage, title: str, lesson: Lesson) -> None:
    covered = set(lesson.covers)
    terms = [term for term in desk.context.course.knowledge.terms if covered & {*term.items}]
    if terms:
        language = desk.context.course.language
        rows = "".join(
            f"<dt>{escape(_word(term, language))}</dt><dd>{escape(term.definition)}</dd>"
            for term in terms
        )
        stage.raw(f"<h4>{escape(title)}</h4><dl>{rows}</dl>")


def _word(term: Term, language: str) -> str:
    return term.words.get(language) or next(iter(term.words.values()), term.id)
