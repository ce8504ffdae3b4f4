"""The course home: the first thing a person sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.rendering.context import CERTIFICATE, HOME, RECORD, REVIEW, WARM_UP
from coursewright.rendering.lesson import render_body
from coursewright.rendering.module_page import module_facts, progress_values
from coursewright.rendering.pages import RenderedPage
from coursewright.rendering.paths import render_paths
from coursewright.rendering.review import has_review
from coursewright.rendering.stage import Stage, attributes, escape, page_markdown
from coursewright.rendering.texts import amount, duration

if TYPE_CHECKING:
    from coursewright.model import Module, PageSource
    from coursewright.rendering.context import Context

_TITLE: Final = re.compile(r"\A\s*# [^\n]*\n")


def render_home(context: Context, source: PageSource | None) -> RenderedPage:
    """Return the home page.

    Args:
        context: the course.
        source: the author's `docs/index.md`, or None when there is none.
    """
    course = context.course
    # The course's own title is the heading; one in the file would be a second.
    body = _TITLE.sub("", render_body(context, source)) if source else ""
    return RenderedPage(
        src_uri=HOME,
        dest_uri="index.html",
        title=context.texts.home,
        markdown=page_markdown(
            _hero(context), body, render_paths(context), _modules(context), _closing(context)
        ),
        bundle="home",
        meta={"hide": ["navigation", "toc", "path"], "description": course.subtitle},
    )


def _hero(context: Context) -> str:
    course, texts = context.course, context.texts
    minutes = sum(module.minutes for module in context.modules)
    lessons = sum(len(module.lessons) for module in context.modules)
    facts = " · ".join(
        (
            amount(texts.module, texts.modules, len(context.modules)),
            amount(texts.lesson, texts.lessons, lessons),
            texts.about.format(time=duration(texts, minutes)).lower(),
        )
    )
    stage = Stage("div", {"class": "course-hero"}, HOME)
    stage.raw(
        f'<p class="course-hero__kicker">{escape(texts.training_course)}</p>'
        f'<h1 class="course-hero__title">{escape(course.title)}</h1>'
        f'<p class="course-hero__subtitle">{escape(course.subtitle)}</p>'
        f'<p class="course-hero__facts">{escape(facts)}</p>'
    )
    if context.modules:
        first = context.url(context.modules[0].page.path, HOME)
        start = attributes({"class": "md-button md-button--primary", "href": first})
        stage.raw(f'<p class="course-hero__actions"><a{start}>{escape(texts.start)}</a></p>')
    values = attributes({"data-course": course.id, "hidden": True})
    stage.raw(f'<course-continue class="course-continue"{values}></course-continue>')
    return stage.line()


def _modules(context: Context) -> str:
    stage = Stage("div", {"class": "course-modules"}, HOME)
    stage.raw(
        f'<h2 id="modules">{escape(context.texts.your_modules)}</h2><ol class="course-cards">'
    )
    for number, module in enumerate(context.modules, start=1):
        stage.raw(_card(context, module, number))
    stage.raw("</ol>")
    return stage.line()


def _card(context: Context, module: Module, number: int) -> str:
    texts = context.texts
    href = attributes({"href": context.url(module.page.path, HOME)})
    progress = attributes(progress_values(context, module))
    return (
        f'<li class="course-card" data-module="{module.id}"><course-progress{progress}>'
        f'<p class="course-card__number">{escape(texts.module_number.format(n=number))}</p>'
        f'<h3 class="course-card__title"><a{href}>{escape(module.title)}</a></h3>'
        f'<p class="course-card__summary">{escape(module.summary)}</p>'
        f'<p class="course-card__facts">{escape(module_facts(texts, module))}</p>'
        f"{_after(context, module)}"
        f"</course-progress></li>"
    )


def _after(context: Context, module: Module) -> str:
    titles = ", ".join(each.title for each in context.modules if each.id in module.after)
    words = escape(context.texts.comes_after.format(modules=titles))
    return f'<p class="course-card__facts">{words}</p>' if titles else ""


def _closing(context: Context) -> str:
    texts = context.texts
    stage = Stage("div", {"class": "course-closing"}, HOME)
    if quiz := context.assessment:
        href = attributes({"class": "md-button", "href": context.url(quiz.path, HOME)})
        stage.raw(
            f'<section class="course-final"><h2 id="final">{escape(texts.final_assessment)}</h2>'
            f"<p>{escape(texts.final_text)}</p>"
            f"<p><a{href}>{escape(texts.go_to_final)}</a></p></section>"
        )
    record = attributes({"href": context.url(RECORD, HOME)})
    certificate = attributes({"href": context.url(CERTIFICATE, HOME)})
    get_record = texts.get_record_sent if context.course.intake else texts.get_record
    stage.raw(
        f'<section><h2 id="what-you-get">{escape(texts.what_you_get)}</h2><ul>'
        f"<li>{escape(texts.get_feedback)}</li>"
        f"<li>{escape(texts.get_pause)}</li>"
        f"<li>{escape(get_record)} <a{record}>{escape(texts.my_record)}</a></li>"
        f"<li>{escape(texts.get_certificate)} <a{certificate}>{escape(texts.certificate)}</a></li>"
        f"{_review(context)}</ul></section>"
    )
    values = attributes({"class": "course-profile", "data-course": context.course.id})
    stage.raw(f"<course-profile{values}></course-profile>")
    return stage.line()


def _review(context: Context) -> str:
    if not has_review(context):
        return ""
    texts = context.texts
    review = attributes({"href": context.url(REVIEW, HOME)})
    warm_up = attributes({"href": context.url(WARM_UP, HOME)})
    return (
        f"<li>{escape(texts.review_home)} <a{review}>{escape(texts.review)}</a> "
        f"<a{warm_up}>{escape(texts.warm_up)}</a></li>"
    )
