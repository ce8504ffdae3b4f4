"""The trainer guide: lesson by lesson, what to say, what to ask, what the key is and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.handouts import sections
from coursewright.rendering.handouts.answers import add_key_table, form_items
from coursewright.rendering.handouts.keys import add_key
from coursewright.rendering.handouts.workbook import add_objectives
from coursewright.rendering.stage import escape
from coursewright.rendering.texts import duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Lesson, Module
    from coursewright.rendering.handouts.desk import Desk, PaperQuiz, Scope
    from coursewright.rendering.stage import Stage


def guide(desk: Desk, scope: Scope, *, with_record_keys: bool) -> Iterator[str]:
    """Yield the HTML of a guide for some modules.

    Args:
        desk: the course.
        scope: what the guide is about.
        with_record_keys: also print the items of record banks, with their keys.
    """
    texts = desk.texts
    rows = "".join(
        f'<tr><th scope="row">{escape(desk.module_title(module))}</th>'
        f'<td class="number">{escape(duration(desk.context.texts, module.minutes))}</td></tr>'
        for module in scope.modules
    )
    head = (
        f'<th scope="col">{escape(texts.contents)}</th>'
        f'<th scope="col" class="number">{escape(texts.timing)}</th>'
    )
    yield (
        f"{desk.heading(texts.guide, scope.title)}"
        f'<p class="warning">{escape(texts.for_trainers)}</p>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    quizzes = {one.place: one for one in desk.quizzes(scope)}
    for module in scope.modules:
        quiz = quizzes.pop(module.id, None)
        yield _module(desk, module, quiz, with_record_keys=with_record_keys)
    for quiz in quizzes.values():
        stage = desk.stage("section", "module")
        stage.raw(f"<h2>{escape(quiz.title)}</h2>")
        _quiz(desk, stage, quiz, with_record_keys=with_record_keys)
        yield desk.html(stage)


def _module(desk: Desk, module: Module, quiz: PaperQuiz | None, *, with_record_keys: bool) -> str:
    texts = desk.texts
    stage = desk.stage("section", "module")
    stage.raw(f"<h2>{escape(desk.module_title(module))}</h2><p>{escape(module.summary)}</p>")
    for lesson in module.lessons:
        _lesson(desk, stage, module, lesson)
    scenarios = desk.context.module_scenarios(module)
    if scenarios:
        rows = "".join(
            f"<li>{escape(one.title)} ({escape(duration(desk.context.texts, one.minutes))}): "
            f"{escape(one.skill)}</li>"
            for one in scenarios
        )
        stage.raw(f"<h3>{escape(texts.scenarios)}</h3><ul>{rows}</ul>")
    if quiz:
        _quiz(desk, stage, quiz, with_record_keys=with_record_keys)
    return desk.html(stage)


def _lesson(desk: Desk, stage: Stage, module: Module, lesson: Lesson) -> None:
    texts, page = desk.texts, lesson.page
    time = duration(desk.context.texts, lesson.minutes)
    stage.raw(
        f'<section class="lesson"><h3>{escape(lesson.title)}</h3>'
        f"<p><b>{escape(texts.timing)}:</b> {escape(time)}</p>"
    )
    add_objectives(desk, stage, lesson, texts.lesson_objectives)
    stage.raw(f"<h4>{escape(texts.talking_points)}</h4>")
    heads = sections.topics(page)
    if heads:
        stage.raw(f"<ol>{''.join(f'<li>{escape(head.text)}</li>' for head in heads)}</ol>")
    if text := sections.summary(page):
        stage.raw(f"<p><b>{escape(sections.summary_title(page))}</b></p>")
        stage.block("div", {}, text)
    for kind in ("example", "tip"):
        for title, box in sections.boxes(page, kind):
            stage.raw(f'<div class="box-text"><p><b>{escape(title)}</b></p>')
            stage.block("div", {}, box)
            stage.raw("</div>")
    rows = desk.checks(module, lesson)
    if rows:
        stage.raw(f"<h4>{escape(texts.items)}</h4>")
        for row in rows:
            add_key(stage, texts, desk.facts, row)
    _sources(desk, stage, lesson)
    stage.raw("</section>")


def _quiz(desk: Desk, stage: Stage, row: PaperQuiz, *, with_record_keys: bool) -> None:
    texts, quiz = desk.texts, row.quiz
    is_record = quiz.id in desk.record_banks
    head = texts.assessment_items if is_record else texts.quiz_items
    stage.raw(f'<section class="lesson"><h3>{escape(head)}</h3>')
    if is_record and not with_record_keys:
        stage.raw(f"<p>{escape(texts.sealed.format(n=len(quiz.items)))}</p></section>")
        return
    if is_record:
        stage.raw(f'<p class="warning">{escape(texts.sealed_printed)}</p>')
        add_key_table(desk, stage, quiz, form_items(desk, row))
    stage.raw(f"<p>{escape(texts.quiz_letters)}</p>")
    for item in desk.lay_out(quiz.items, f"{row.place}/bank"):
        add_key(stage, texts, desk.facts, item)
    stage.raw("</section>")


def _sources(desk: Desk, stage: Stage, lesson: Lesson) -> None:
    """Add where each framework of the lesson comes from, with the lines of the source."""
    context = desk.context
    found = dict.fromkeys(
        context.framework_of[name].id for name in lesson.covers if name in context.framework_of
    )
    frameworks = [one for one in context.course.knowledge.frameworks if one.id in found]
    rows = ""
    for one in frameworks:
        document = context.document_titles.get(one.source)
        text = one.title
        if document:
            text = desk.texts.source_of.format(framework=text, document=document)
        rows += f"<li>{escape(text)}</li>"
    if rows:
        stage.raw(
            f'<div class="sources"><p><b>{escape(desk.texts.sources)}</b></p><ul>{rows}</ul></div>'
        )
