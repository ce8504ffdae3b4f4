"""The address of every page of the site, worked out from the sources alone."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.context import GLOSSARY_PAGE, OTHER_VIRTUAL_PAGES
from coursewright.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.model import Module

# Folders and files that the theme and the build write into the site's root.
RESERVED: Final = frozenset(
    [
        "assets",
        "search",
        "stylesheets",
        "javascripts",
        "sitemap.xml",
        "sitemap.xml.gz",
        "404",
        "404.html",
        "robots.txt",
        "site.webmanifest",
    ]
)


def page_urls(context: CheckContext) -> Iterator[tuple[str, str, Span]]:
    """Yield address, source path and place of every page, the site's own pages first.

    Addresses are relative to the site's root and end with a slash; the home page's is empty.
    """
    for page in (GLOSSARY_PAGE, *OTHER_VIRTUAL_PAGES):
        yield f"{page.removesuffix('.md')}/", page, Span(page)
    assessment = context.quizzes.get(context.course.assessment or "")
    if assessment is not None and assessment.id not in context.module_of_quiz:
        yield f"{assessment.id}/", assessment.path, assessment.span
    for module in context.course.modules:
        yield f"{module.slug}/", module.page.path, Span(module.page.path)
        quiz = context.quizzes.get(module.quiz or "")
        if quiz is not None:
            yield f"{module.slug}/quiz/", quiz.path, module.span
        yield from _practice_urls(context, module)
        for lesson in module.lessons:
            yield f"{module.slug}/{lesson.slug}/", lesson.page.path, Span(lesson.page.path)
    for source in context.course.pages:
        yield _docs_url(source.path), source.path, Span(source.path)


def _practice_urls(context: CheckContext, module: Module) -> Iterator[tuple[str, str, Span]]:
    for scenario in context.course.scenarios:
        if scenario.id in module.scenarios:
            yield f"{module.slug}/{scenario.id}/", scenario.path, scenario.span
    for instrument in context.course.instruments:
        if instrument.id == module.instrument:
            yield f"{module.slug}/{instrument.id}/", instrument.path, instrument.span


def _docs_url(path: str) -> str:
    """`docs/help.md` -> `help/`; `docs/a/index.md` -> `a/`."""
    name = path.removeprefix("docs/").removesuffix(".md")
    if posixpath.basename(name).casefold() == "index":
        name = posixpath.dirname(name)
    return f"{name}/" if name else ""
