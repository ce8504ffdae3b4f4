"""Course -> all pages, files and the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.generating.coverage import measure_coverage
from coursewright.rendering.context import (
    CERTIFICATE,
    GLOSSARY,
    HANDBOOK,
    HOME,
    RECORD,
    REVIEW,
    WARM_UP,
    Context,
)
from coursewright.rendering.coverage import PAGE as COVERAGE
from coursewright.rendering.coverage import render_coverage
from coursewright.rendering.delivery import with_delivery
from coursewright.rendering.home import render_home
from coursewright.rendering.instrument import render_instrument
from coursewright.rendering.lesson import render_lesson
from coursewright.rendering.module_page import render_module, render_quiz_page
from coursewright.rendering.other_pages import (
    page_title,
    render_certificate,
    render_doc,
    render_glossary,
    render_record,
)
from coursewright.rendering.pages import NavSection, RenderedCourse
from coursewright.rendering.paths import has_paths
from coursewright.rendering.review import has_review, render_review, render_warm_up
from coursewright.rendering.scenario import render_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coursewright.model import Asset, Course, PageSource, Pool, Published
    from coursewright.rendering.pages import RenderedPage

HELP = "docs/help.md"


def render_course(
    course: Course,
    pools: Sequence[Pool],
    published: Published,
    *,
    with_handbook: bool = False,
) -> RenderedCourse:
    """Return everything an engine needs to write the course's site.

    Args:
        course: a course without errors.
        pools: one per quiz.
        published: gives record banks their salt where a lesson shows one of their items.
        with_handbook: include `docs/handbook/`, which is for trainers and HR, not for learners.
    """
    context = Context(course, tuple(pools), published)
    docs = [page for page in course.pages if _belongs(page.path, with_handbook=with_handbook)]
    pages = list(_pages(context, docs))
    if with_handbook:
        pages.append(render_coverage(context, measure_coverage(course)))
    return RenderedCourse(
        id=course.id,
        has_paths=has_paths(course),
        title=course.title,
        description=course.subtitle,
        language=course.language,
        pages=tuple(with_delivery(context, page) for page in pages),
        assets=tuple(
            (asset, asset_dest(asset))
            for asset in course.assets
            if _belongs(asset.path, with_handbook=with_handbook)
        ),
        nav=tuple(_nav(context, docs, with_handbook=with_handbook)),
    )


def asset_dest(asset: Asset) -> str:
    """Return where a file goes in the site: `docs/img/a.png` -> `img/a.png`, others unchanged."""
    return asset.path.removeprefix("docs/")


def _belongs(path: str, *, with_handbook: bool) -> bool:
    return with_handbook or not path.startswith(HANDBOOK)


def _pages(context: Context, docs: Sequence[PageSource]) -> Iterator[RenderedPage]:
    texts = context.texts
    yield render_home(context, next((page for page in docs if page.path == HOME), None))
    for module in context.modules:
        yield render_module(context, module)
        for lesson in module.lessons:
            yield render_lesson(context, module, lesson)
        for scenario in context.module_scenarios(module):
            yield render_scenario(context, module, scenario)
        if instrument := context.module_instrument(module):
            yield render_instrument(context, module, instrument)
        if quiz := context.module_quiz(module):
            is_final = quiz.id == context.course.assessment
            title = quiz.title if is_final else texts.module_quiz.format(title=quiz.title)
            yield render_quiz_page(context, context.pool_of[quiz.id], title)
    if final := _final(context):
        pool = context.pool_of[final]
        yield render_quiz_page(context, pool, pool.quiz.title)
    yield render_glossary(context)
    yield render_record(context)
    if has_review(context):
        yield render_review(context)
        yield render_warm_up(context)
    yield render_certificate(context)
    for page in docs:
        if page.path != HOME:
            yield render_doc(context, page)


def _final(context: Context) -> str | None:
    """Return the assessment's id, unless it is a module's quiz and has its page there."""
    quiz = context.assessment
    if quiz is None or any(module.quiz == quiz.id for module in context.modules):
        return None
    return quiz.id


def _nav(
    context: Context, docs: Sequence[PageSource], *, with_handbook: bool
) -> Iterator[NavSection | str]:
    yield HOME
    for module in context.modules:
        entries = [module.page.path, *(lesson.page.path for lesson in module.lessons)]
        entries += [scenario.path for scenario in context.module_scenarios(module)]
        if instrument := context.module_instrument(module):
            entries.append(instrument.path)
        if quiz := context.module_quiz(module):
            entries.append(quiz.path)
        yield NavSection(module.title, tuple(entries))
    if final := _final(context):
        yield context.pool_of[final].quiz.path
    # "What is left of the way": the pages a learner needs after the lessons, then help.
    yield GLOSSARY
    yield RECORD
    if has_review(context):
        yield REVIEW
        yield WARM_UP
    yield CERTIFICATE
    around = [page for page in docs if page.path != HOME and not page.path.startswith(HANDBOOK)]
    around.sort(key=lambda page: (page.path != HELP, page.path))
    if len(around) == 1:
        yield around[0].path
    elif around:
        yield NavSection(context.texts.help, tuple(page.path for page in around))
    if with_handbook:
        handbook = {page.path: page_title(page) for page in docs if page.path.startswith(HANDBOOK)}
        yield _folder(context.texts.handbook, HANDBOOK, handbook | {COVERAGE: ""})


def _folder(title: str, folder: str, pages: Mapping[str, str]) -> NavSection:
    """Return a folder as a section: its index first, then pages, then sub-folders.

    Args:
        title: of the section.
        folder: its path, with a slash at the end.
        pages: path -> title of every page in it or below.
    """
    entries: list[NavSection | str] = []
    below: dict[str, dict[str, str]] = {}
    for path in sorted(pages, key=lambda path: (not path.endswith("/index.md"), path)):
        name, slash, _ = path.removeprefix(folder).partition("/")
        if slash:
            below.setdefault(name, {})[path] = pages[path]
        else:
            entries.append(path)
    for name, inner in sorted(below.items()):
        label = inner.get(f"{folder}{name}/index.md") or name.replace("-", " ").capitalize()
        entries.append(_folder(label, f"{folder}{name}/", inner))
    return NavSection(title, tuple(entries))
