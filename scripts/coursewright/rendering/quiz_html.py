"""A quiz as HTML that is complete and readable without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.generating.forms import public_form
from coursewright.model import FillIn
from coursewright.rendering.interactions import ItemView, render_interaction, render_solution
from coursewright.rendering.interactions.fill_in import gap_inputs
from coursewright.rendering.quiz_data import page_json, quiz_data
from coursewright.rendering.stage import Stage, attributes, escape

if TYPE_CHECKING:
    from coursewright.model import Item, Pool
    from coursewright.rendering.context import Context


def render_quiz(context: Context, pool: Pool, page: str, mode: str) -> str:
    """Return a quiz as a stage line of Markdown.

    Args:
        context: the course.
        pool: the quiz and everything that may be drawn in it.
        page: `src_uri` of the page it stands on.
        mode: `quiz` on a quiz page, `check` inside a lesson.
    """
    form = public_form(pool, context.course)
    values = {
        "class": "course-quiz",
        "data-quiz": pool.quiz.id,
        "data-mode": mode,
        "data-kind": pool.quiz.kind,
        "data-course": context.course.id,
        # The search index must not answer for the learner.
        "data-search-exclude": "data-search-exclude",
    }
    stage = Stage("course-quiz", values, page)
    data = page_json(quiz_data(context, pool, form, page))
    # Not a script: after an instant page change the theme runs every script of the article again,
    # whatever its type.
    stage.raw(f'<template class="course-quiz-data">{data}</template>')
    if pool.quiz.intro and mode == "quiz":
        stage.block("div", {"class": "course-quiz__intro"}, pool.quiz.intro)
    stage.raw('<form class="course-quiz__form">')
    for item in pool.items:
        stage_item(context, stage, pool, item, form["items"][item.full_id])
    is_open = pool.quiz.id not in context.sealed_banks
    texts = context.texts
    note = texts.no_javascript_practice if is_open else texts.no_javascript
    stage.raw(f'</form><noscript><p class="course-quiz__nojs">{escape(note)}</p></noscript>')
    return stage.line()


def stage_item(
    context: Context, stage: Stage, pool: Pool, item: Item, spec: dict[str, Any]
) -> None:
    """Add one item: stem, interaction, and what helps with it where its bank is open."""
    is_sealed = item.bank in context.sealed_banks or pool.quiz.id in context.sealed_banks
    view = ItemView(
        item=item,
        spec=spec,
        salt=pool.salts.get(item.bank, ""),
        element_id=f"item-{item.full_id.replace('/', '--')}",
        texts=context.texts,
    )
    values = {
        "class": "course-item",
        "id": view.element_id,
        "data-item": item.full_id,
        "data-interaction": item.interaction.name,
    }
    gaps = gap_inputs(view) if isinstance(item.interaction, FillIn) else []
    stage.raw(f"<section{attributes(values)}>")
    if item.status == "draft":  # only the live preview ever offers one
        stage.raw(f"<p><mark>{escape(context.texts.draft)}</mark></p>")
    stage.raw('<fieldset class="course-item__fieldset">')
    stage.span("legend", {"class": "course-item__stem"}, item.stem, gaps)
    if item.body:
        stage.block("div", {"class": "course-item__text"}, item.body, gaps)
    render_interaction(stage, view)
    stage.raw("</fieldset>")
    if not is_sealed:
        _help(stage, view, with_hint=pool.quiz.kind == "practice")
    stage.raw("</section>")


def _help(stage: Stage, view: ItemView, *, with_hint: bool) -> None:
    """Add hint, key and reasons: only ever for banks that are open."""
    item = view.item
    if item.hint and with_hint:
        label = escape(view.texts.hint)
        stage.raw(f'<details class="course-hint"><summary>{label}</summary>')
        stage.block("div", {"class": "course-hint__text"}, item.hint)
        stage.raw("</details>")
    if (
        not item.is_scored
        and not item.rationale
        and not getattr(item.interaction, "model_answer", None)
    ):
        return  # nothing to reveal
    label = escape(view.texts.solution)
    stage.raw(f'<details class="course-solution"><summary>{label}</summary>')
    render_solution(stage, view)
    if item.rationale:
        stage.block("div", {"class": "course-rationale"}, item.rationale)
    stage.raw("</details>")
