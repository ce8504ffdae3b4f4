"""Lesson pages: the author's Markdown with checks and recall material set in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.generating import check_pool
from coursewright.rendering.pages import RenderedPage
from coursewright.rendering.quiz_html import render_quiz
from coursewright.rendering.stage import Stage, attributes, escape, markdown_text, page_markdown
from coursewright.rendering.texts import duration

if TYPE_CHECKING:
    from coursewright.model import Check, Lesson, Module, PageSource, Recall
    from coursewright.rendering.context import Context


def render_lesson(context: Context, module: Module, lesson: Lesson) -> RenderedPage:
    """Return a lesson's page: title, minutes, objectives, body, sources."""
    page = lesson.page
    return RenderedPage(
        src_uri=page.path,
        dest_uri=context.dest(page.path),
        title=lesson.title,
        markdown=page_markdown(
            f"# {markdown_text(lesson.title)}",
            _head(context, module, lesson),
            render_body(context, page),
            _sources(context, lesson),
        ),
        bundle="quiz",
    )


def render_body(context: Context, page: PageSource) -> str:
    """Return a page's Markdown with its checks and recall material replaced, the rest untouched."""
    lines = page.body.split("\n")
    for recall in page.recalls:
        _set_recall(lines, recall, page.first_line)
    for check in page.checks:
        _set_check(context, lines, check, page)
    return "\n".join(lines)


def _set_recall(lines: list[str], recall: Recall, first_line: int) -> None:
    """Turn the attribute line into the start of a wrapper that ends after the block."""
    start, end = recall.first_line - first_line, recall.last_line - first_line
    if not (0 <= start <= end < len(lines)):
        return
    if _indent(lines[start]):
        lines[start] = ""  # inside an admonition or a tab: no wrapper there
        return
    values = {"class": "course-recall", "id": recall.id, "markdown": "block"}
    lines[start] = f"<div{attributes(values)}>\n"
    lines[end] = f"{lines[end]}\n\n</div>\n"


def _set_check(context: Context, lines: list[str], check: Check, page: PageSource) -> None:
    index = check.line - page.first_line
    if not 0 <= index < len(lines):
        return
    pool = check_pool(context.course, context.published, check.items)
    if not pool.items:  # all of them are drafts or retired, which R106 reports
        lines[index] = ""
        return
    lines[index] = _indent(lines[index]) + render_quiz(context, pool, page.path, "check")


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _head(context: Context, module: Module, lesson: Lesson) -> str:
    values = {
        "class": "course-lesson",
        "data-lesson": context.lesson_key(module, lesson),
        "data-title": lesson.title,
        "data-url": "./",
        "data-course": context.course.id,
    }
    stage = Stage("course-lesson", values, lesson.page.path)
    texts = context.texts
    stage.raw(f'<p class="course-meta">{escape(duration(texts, lesson.minutes))}</p>')
    objectives = [context.objectives[row] for row in lesson.objectives if row in context.objectives]
    if objectives:
        rows = "".join(f"<li>{escape(lower_first(row.text))}</li>" for row in objectives)
        stage.raw(
            f'<div class="course-objectives"><p class="course-objectives__title">'
            f"{escape(texts.in_this_lesson)}</p><ul>{rows}</ul></div>"
        )
    return stage.line()


def _sources(context: Context, lesson: Lesson) -> str:
    """Return which frameworks and documents the lesson rests on."""
    found = {
        framework.id: framework
        for covered in lesson.covers
        if (framework := context.framework_of.get(covered))
    }
    if not found:
        return ""
    rows = []
    for framework in found.values():
        document = context.document_titles.get(framework.source)
        text = framework.title
        if document:
            text = context.texts.source_of.format(framework=text, document=document)
        rows.append(f"<li>{escape(text)}</li>")
    stage = Stage("footer", {"class": "course-sources"}, lesson.page.path)
    stage.raw(
        f'<p class="course-sources__title">{escape(context.texts.sources)}</p>'
        f"<ul>{''.join(rows)}</ul>"
    )
    return stage.line()


def lower_first(text: str) -> str:
    """Return a sentence that continues another one: `Order the …` -> `order the …`."""
    is_word = len(text) > 1 and text[0].isupper() and text[1].islower()
    return text[0].lower() + text[1:] if is_word else text
