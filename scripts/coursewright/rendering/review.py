"""The pages for after the course: the review of one's own weak items, and the Monday warm-up.

Both carry practice items in a `<template>`: nothing of it is shown, read aloud or laid out before
the browser takes an item out. It needs no request, so that it also works from a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coursewright.generating import check_pool
from coursewright.generating.forms import public_form
from coursewright.rendering.context import REVIEW, WARM_UP
from coursewright.rendering.pages import RenderedPage
from coursewright.rendering.quiz_data import page_json, quiz_data
from coursewright.rendering.quiz_html import stage_item
from coursewright.rendering.stage import Stage, attributes, escape, markdown_text, page_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.model import Item, Module, Quiz
    from coursewright.rendering.context import Context

GAPS_DAYS: Final = (2, 7, 21, 60, 120)
"""Days until an item comes back, after the first right answer in a row, the second …"""
DAILY_LIMIT: Final = 10
"""Items a day; the browser has the same number, and a test compares them."""


def has_review(context: Context) -> bool:
    """Tell whether there is anything to review: a module with a practice quiz."""
    return any(True for _ in _practice_modules(context))


def render_review(context: Context) -> RenderedPage:
    """Return the page "Review": what is due, then how it works."""
    texts = context.texts
    items = _unique(
        item
        for pool in context.pools
        if pool.quiz.kind == "practice"
        for item in pool.items
        if _is_reviewable(context, item)
    )
    return RenderedPage(
        src_uri=REVIEW,
        dest_uri="review/index.html",
        title=texts.review,
        markdown=page_markdown(
            f"# {markdown_text(texts.review)}",
            markdown_text(texts.review_intro),
            _element(context, items, REVIEW, "review"),
            _explanation(context),
        ),
        bundle="review",
        meta={"hide": ["toc"]},
    )


def render_warm_up(context: Context) -> RenderedPage:
    """Return the page "Monday warm-up"; it draws from what authors wrote into module quizzes."""
    texts = context.texts
    items = _unique(item for _, quiz in _practice_modules(context) for item in _own(context, quiz))
    return RenderedPage(
        src_uri=WARM_UP,
        dest_uri="warm-up/index.html",
        title=texts.warm_up,
        markdown=page_markdown(
            f"# {markdown_text(texts.warm_up)}",
            markdown_text(texts.warm_up_intro),
            markdown_text(texts.warm_up_stays),
            _element(context, items, WARM_UP, "warm-up"),
        ),
        bundle="review",
        meta={"hide": ["toc"]},
    )


def _element(context: Context, items: list[Item], page: str, mode: str) -> str:
    """Return `<course-review>` with the items, and for readers without JavaScript the quizzes."""
    pool = check_pool(context.course, context.published, [item.full_id for item in items])
    form = public_form(pool, context.course)
    values = {
        # The same looks as a quiz.
        "class": "course-quiz course-review",
        "data-mode": mode,
        "data-course": context.course.id,
        "data-gaps": " ".join(map(str, GAPS_DAYS)),
        "data-title": f"{context.texts.review}: {context.course.title}",
        # The search index must not answer for the learner.
        "data-search-exclude": "data-search-exclude",
    }
    stage = Stage("course-review", values, page)
    data = page_json(quiz_data(context, pool, form, page) | {"modules": _modules(context)})
    stage.raw(f'<template class="course-quiz-data">{data}</template>')
    stage.raw('<template class="course-review__items">')
    for item in pool.items:
        stage_item(context, stage, pool, item, form["items"][item.full_id])
    stage.raw(f"</template><noscript>{_quizzes(context, page)}</noscript>")
    return stage.line()


def _quizzes(context: Context, page: str) -> str:
    """Return the way to practise without JavaScript."""
    rows = []
    for module, quiz in _practice_modules(context):
        href = attributes({"href": context.url(quiz.path, page)})
        rows.append(f"<li><a{href}>{escape(module.title)}</a></li>")
    return f"<p>{escape(context.texts.review_nojs)}</p><ul>{''.join(rows)}</ul>"


def _explanation(context: Context) -> str:
    texts = context.texts
    gaps = ", ".join(map(str, GAPS_DAYS[:-1]))
    rules = (
        texts.review_weak,
        texts.review_right.format(gaps=f"{gaps} and {GAPS_DAYS[-1]}"),
        texts.review_wrong,
        texts.review_hint,
        texts.review_limit.format(limit=DAILY_LIMIT),
    )
    return page_markdown(
        f"## {markdown_text(texts.review_how)}",
        "\n".join(f"- {markdown_text(rule)}" for rule in rules),
        markdown_text(texts.review_why),
        markdown_text(texts.review_stays),
    )


def _practice_modules(context: Context) -> Iterable[tuple[Module, Quiz]]:
    for module in context.modules:
        quiz = context.module_quiz(module)
        if quiz and quiz.kind == "practice" and _own(context, quiz):
            yield module, quiz


def _own(context: Context, quiz: Quiz) -> list[Item]:
    return [item for item in quiz.items if _is_reviewable(context, item)]


def _is_reviewable(context: Context, item: Item) -> bool:
    """Tell whether an item can be right or wrong, and its key may stand in a page."""
    return item.is_scored and item.bank not in context.sealed_banks


def _unique(items: Iterable[Item]) -> list[Item]:
    return list({item.full_id: item for item in items}.values())


def _modules(context: Context) -> list[dict[str, Any]]:
    """Return what the warm-up draws from: each module's quiz and the items written for it."""
    return [
        {"id": module.id, "quiz": quiz.id, "items": [item.full_id for item in _own(context, quiz)]}
        for module, quiz in _practice_modules(context)
    ]
