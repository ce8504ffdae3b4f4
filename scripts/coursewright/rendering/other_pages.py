"""The pages around the course: glossary, training record, certificate, and those of `docs/`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.rendering.context import CERTIFICATE, GLOSSARY, RECORD
from coursewright.rendering.lesson import render_body
from coursewright.rendering.pages import RenderedPage
from coursewright.rendering.stage import Stage, attributes, escape, markdown_text, page_markdown

if TYPE_CHECKING:
    from coursewright.model import PageSource, Term
    from coursewright.rendering.context import Context

_TITLE: Final = re.compile(r"\A\s*# ", re.MULTILINE)


def render_glossary(context: Context) -> RenderedPage:
    """Return the glossary: a definition list whose ids are the term ids without `term.`."""
    language = context.course.language

    def word(term: Term) -> str:
        return term.words.get(language) or next(iter(term.words.values()), term.id)

    # Definition lists of Markdown carry no ids that an engine's link check would find, so the
    # list is written as blocks it knows.
    rows = []
    for term in sorted(context.course.knowledge.terms, key=lambda term: word(term).casefold()):
        anchor = attributes({"id": term.id.removeprefix("term.")})
        rows.append(f"<dt{anchor}>{escape(word(term))}</dt>\n<dd>{escape(term.definition)}</dd>")
    html = "\n".join(('<dl class="course-glossary">', *rows, "</dl>"))
    return RenderedPage(
        src_uri=GLOSSARY,
        dest_uri="glossary/index.html",
        title=context.texts.glossary,
        markdown=page_markdown(
            f"# {markdown_text(context.texts.glossary)}",
            markdown_text(context.texts.glossary_intro),
            html,
        ),
        meta={"hide": ["toc"]},
    )


def render_record(context: Context) -> RenderedPage:
    """Return the page where a learner sees and downloads the training record."""
    texts = context.texts
    intro = texts.record_intro_sent if context.course.intake else texts.record_intro
    stage = Stage("div", {"class": "course-record-page"}, RECORD)
    values = attributes({"data-course": context.course.id})
    stage.raw(
        f"<p>{escape(intro)}</p>"
        f"<noscript><p>{escape(texts.record_nojs)}</p></noscript>"
        f'<h2 id="attempts">{escape(texts.record_attempts)}</h2>'
        f'<course-record class="course-record"{values}></course-record>'
        f'<h2 id="who">{escape(texts.record_who)}</h2>'
        f'<course-profile class="course-profile"{values}></course-profile>'
    )
    return RenderedPage(
        src_uri=RECORD,
        dest_uri="my-record/index.html",
        title=texts.my_record,
        markdown=page_markdown(f"# {markdown_text(texts.my_record)}", stage.line()),
        bundle="home",
        meta={"hide": ["toc"]},
    )


def render_certificate(context: Context) -> RenderedPage:
    """Return the page that shows the certificate once a result is known."""
    course, texts = context.course, context.texts
    quiz = context.assessment
    months = course.certificate.validity_months
    values = {
        "class": "course-certificate",
        "data-course": course.id,
        "data-quiz": quiz.id if quiz else "",
        "data-title": course.title,
        "data-signatory": course.certificate.signatory,
        "data-validity-months": "" if months is None else str(months),
    }
    intro = texts.certificate_intro.format(quiz=quiz.title if quiz else course.title)
    stage = Stage("div", {"class": "course-certificate-page"}, CERTIFICATE)
    stage.raw(
        f'<p class="course-certificate-page__intro">{escape(intro)}</p>'
        f"<noscript><p>{escape(texts.certificate_nojs)}</p></noscript>"
        f"<course-certificate{attributes(values)}></course-certificate>"
    )
    return RenderedPage(
        src_uri=CERTIFICATE,
        dest_uri="certificate/index.html",
        title=texts.certificate,
        markdown=page_markdown(f"# {markdown_text(texts.certificate)}", stage.line()),
        bundle="home",
        meta={"hide": ["toc"]},
    )


def render_doc(context: Context, source: PageSource) -> RenderedPage:
    """Return a page of `docs/` as its author wrote it; its first heading is its title."""
    title = page_title(source)
    body = render_body(context, source)
    heading = "" if _TITLE.match(body) else f"# {markdown_text(title)}"
    return RenderedPage(
        src_uri=source.path,
        dest_uri=context.dest(source.path),
        title=title,
        markdown=page_markdown(heading, body),
        bundle="quiz" if source.checks else "",
    )


def page_title(source: PageSource) -> str:
    """Return a page's first heading, or its file name in words."""
    if source.headings:
        return source.headings[0].text
    name = source.path.rsplit("/", 1)[-1].removesuffix(".md")
    return name.replace("-", " ").capitalize()
