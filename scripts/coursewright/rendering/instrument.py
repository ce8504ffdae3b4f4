"""Pages of an instrument: a questionnaire that is complete without JavaScript, also on paper.

The browser's element keeps the ratings on the device and draws the profile; nothing of them is
ever sent. Without it the page is a list to read, to rate on paper and to discuss in a workshop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.generating.canonical import text_digest
from coursewright.model import BANDS
from coursewright.rendering.pages import RenderedPage
from coursewright.rendering.stage import Stage, attributes, escape, markdown_text, page_markdown
from coursewright.rendering.texts import duration

if TYPE_CHECKING:
    from coursewright.model import Band, Category, Instrument, Markdown, Module
    from coursewright.rendering.context import Context
    from coursewright.rendering.texts import Texts

STATEMENT_DIGITS = 8


def render_instrument(context: Context, module: Module, instrument: Instrument) -> RenderedPage:
    """Return an instrument's page."""
    return RenderedPage(
        src_uri=instrument.path,
        dest_uri=context.dest(instrument.path),
        title=instrument.title,
        markdown=page_markdown(
            f"# {markdown_text(instrument.title)}", _element(context, module, instrument)
        ),
        bundle="instrument",
        meta={"hide": ["toc"]},
    )


def statement_id(category: Category, statement: Markdown) -> str:
    """Return the name a rating is kept under: a reworded statement is asked again."""
    return f"{category.id}/{text_digest(statement.text)[:STATEMENT_DIGITS]}"


def _element(context: Context, module: Module, instrument: Instrument) -> str:
    texts = context.texts
    values = {
        "class": "course-instrument",
        "data-instrument": instrument.id,
        "data-course": context.course.id,
        "data-title": instrument.title,
        "data-module": context.url(module.page.path, instrument.path),
    }
    stage = Stage("course-instrument", values, instrument.path)
    facts = (
        duration(texts, instrument.minutes),
        texts.statements.format(n=instrument.statement_count),
    )
    stage.raw(f'<p class="course-meta">{escape(" · ".join(facts))}</p>')
    if instrument.intro:
        stage.block("div", {"class": "course-instrument__intro"}, instrument.intro)
    stage.raw(
        f'<p class="course-notice">{escape(texts.instrument_private)}</p>'
        f"<noscript><p>{escape(texts.instrument_nojs)}</p></noscript>"
        f'<div class="course-instrument__sheet">{_sheet(texts, instrument)}</div>'
        '<form class="course-instrument__form">'
    )
    for category in instrument.categories:
        _category(texts, stage, instrument, category)
    stage.raw("</form>")
    return stage.line()


def _sheet(texts: Texts, instrument: Instrument) -> str:
    """Return what stands above the questions on the team sheet only."""
    scale = ", ".join(f"{at} = {word}" for at, word in enumerate(instrument.scale, start=1))
    steps = "".join(f"<li>{escape(step)}</li>" for step in texts.team_steps)
    return (
        f"<p><strong>{escape(texts.team_sheet)}</strong> {escape(texts.team_sheet_text)}</p>"
        f"<p>{escape(texts.team_scale.format(scale=scale))}</p><ol>{steps}</ol>"
    )


def _category(texts: Texts, stage: Stage, instrument: Instrument, category: Category) -> None:
    values = {
        "class": "course-category",
        "data-category": category.id,
        "data-title": category.title,
    }
    stage.raw(f'<section{attributes(values)}><h2 id="{category.id}">{escape(category.title)}</h2>')
    if category.body:
        stage.block("div", {"class": "course-category__text"}, category.body)
    for statement in category.statements:
        _statement(stage, instrument, category, statement)
    stage.raw(f'<p class="course-category__team">{escape(texts.team_line)}</p>')
    stage.raw(
        '<details class="course-category__advice">'
        f"<summary>{escape(texts.advice_for.format(category=category.title))}</summary>"
    )
    for band in BANDS:
        _advice(texts, stage, category, band)
    stage.raw("</details></section>")


def _statement(
    stage: Stage, instrument: Instrument, category: Category, statement: Markdown
) -> None:
    name = statement_id(category, statement)
    attributes_ = {"class": "course-likert course-rating", "data-statement": name}
    stage.raw(f"<fieldset{attributes(attributes_)}>")
    stage.span("legend", {}, statement)
    for point, label in enumerate(instrument.scale, start=1):
        control = f"{name.replace('/', '-')}-{point}"
        values = {"type": "radio", "name": name, "id": control, "value": str(point)}
        stage.raw(
            f'<div class="course-option"><input{attributes(values)}>'
            f'<label for="{control}">{escape(label)}</label></div>'
        )
    stage.raw("</fieldset>")


def _advice(texts: Texts, stage: Stage, category: Category, band: Band) -> None:
    advice = category.advice.get(band)
    if advice is None:  # the reader has reported it
        return
    lead = {"low": texts.advice_low, "middle": texts.advice_middle, "high": texts.advice_high}[band]
    stage.raw(f'<div class="course-category__band" data-band="{band}"><p>{escape(lead)}</p>')
    stage.block("div", {}, advice)
    stage.raw("</div>")
