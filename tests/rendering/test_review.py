from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from coursewright.generating import build_pools
from coursewright.rendering import render_course
from coursewright.rendering.context import Context
from coursewright.rendering.review import DAILY_LIMIT, GAPS_DAYS, render_review, render_warm_up

CORE = Path(__file__).parents[2] / "scripts/coursewright/browser/src/core/review.js"
DATA = re.compile(r'<template class="course-quiz-data">(.*?)</template>', re.DOTALL)
ITEMS = re.compile(r'<template class="course-review__items">(.*?)</template>', re.DOTALL)


@pytest.fixture(scope="module")
def review(context, to_html):
    """The page "Review" as HTML."""
    return to_html(render_review(context).markdown)


@pytest.fixture(scope="module")
def warm_up(context, to_html):
    """The page "Monday warm-up" as HTML."""
    return to_html(render_warm_up(context).markdown)


def staged(html):
    """Return the ids of the items in the template of a page."""
    return re.findall(r'data-item="([^"]+)"', ITEMS.search(html)[1])


def test_review_has_the_scored_items_of_practice_quizzes_and_their_keys(review, context):
    """Every item that can be right or wrong is there once, with its key; nothing sealed is."""
    data = json.loads(DATA.search(review)[1])
    wanted = {
        item.full_id
        for pool in context.pools
        if pool.quiz.kind == "practice"
        for item in pool.items
        if item.is_scored and item.bank != "final"
    }
    assert wanted
    assert sorted(staged(review)) == sorted(data["form"]["items"]) == sorted(wanted)
    assert set(data["keys"]) == wanted
    assert all(key is not None for key in data["keys"].values())


def test_items_stand_only_in_the_template(review, warm_up):
    """Without JavaScript no item is on the page: explanation and links are."""
    for html in (review, warm_up):
        assert "course-item" not in ITEMS.sub("", html)
        noscript = re.search(r"<noscript>(.*?)</noscript>", html, re.DOTALL)[1]
        assert 'href="../a/quiz/"' in noscript


def test_warm_up_draws_from_what_authors_wrote_for_each_module(warm_up):
    """Each module has its own items, all of them on the page."""
    data = json.loads(DATA.search(warm_up)[1])
    assert [(row["id"], row["quiz"]) for row in data["modules"]] == [("m1", "basics")]
    items = data["modules"][0]["items"]
    assert items
    assert set(items) == set(staged(warm_up))
    assert all(item.startswith("basics/") for item in items)


def test_the_page_publishes_the_schedule_that_it_hands_to_the_browser(review):
    """The gaps in words are those of the element, and the limit is the browser's."""
    assert f'data-gaps="{" ".join(map(str, GAPS_DAYS))}"' in review
    assert "2, 7, 21, 60 and 120 days" in review
    assert f"at most {DAILY_LIMIT} items a day" in review
    limit = re.search(r"DAILY_LIMIT = (\d+)", CORE.read_text("utf-8"))
    assert int(limit[1]) == DAILY_LIMIT


def test_the_page_says_that_it_stays_on_the_device(review, warm_up):
    """Both pages say that the training team sees nothing of it."""
    assert "stays on this device" in review
    for html in (review, warm_up):
        assert "training team never sees" in html


def test_a_course_without_practice_quizzes_has_neither_page(course, published):
    """There is no page, no entry in the menu and no link that leads nowhere."""
    modules = tuple(replace(module, quiz=None) for module in course.modules)
    bare = replace(course, modules=modules)
    pools = build_pools(bare, published)
    rendered = render_course(bare, pools, published)
    assert not {"review.md", "warm-up.md"} & {page.src_uri for page in rendered.pages}
    assert not {"review.md", "warm-up.md"} & set(map(str, rendered.nav))
    home = next(page for page in rendered.pages if page.src_uri == "docs/index.md")
    assert "review/" not in home.markdown
    assert Context(bare, tuple(pools), published).pools
