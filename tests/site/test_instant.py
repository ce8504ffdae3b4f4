"""Material's instant navigation: no reload between pages, and every element works each time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .steps import check, current, press, respond, row, rows, visit, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

    from .building import Site

pytestmark = pytest.mark.browser

MARK = "window.isStillHere = true"
LESSON = "R and E: the person first"


@pytest.fixture(params=["site", "below"])
def real(request: pytest.FixtureRequest) -> Site:
    """Give the real site, once at the root and once below a sub-path."""
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def home(new_context: Callable[..., BrowserContext], real: Site) -> Page:
    """Open the home page and leave a mark that only a reload removes."""
    page = new_context().new_page()
    visit(page, real.url)
    page.wait_for_load_state("networkidle")
    page.evaluate(MARK)
    return page


def follow(page: Page, name: str, url: str) -> None:
    """Follow a link of the menu or of the page to its address, and wait for the page there."""
    with changed_heading(page):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(url)
    wait_until_ready(page)


@contextmanager
def changed_heading(page: Page) -> Iterator[None]:
    """Wait until another page stands there: after an instant change its address comes first."""
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    yield
    expect(heading).not_to_have_text(before)


def assert_no_reload(page: Page) -> None:
    """The document is still the one that was opened first."""
    assert page.evaluate("window.isStillHere") is True


def test_the_whole_way_without_a_reload(home: Page, real: Site) -> None:
    """Home, lesson, quiz and back: items respond, progress shows, and the document survives."""
    follow(home, "RESOLVED, a plan for upset customers", f"{real.url}resolved/")
    follow(home, LESSON, f"{real.url}resolved/person-first/")
    sections = home.locator(".course-item").all()
    assert sections
    for section in sections:
        respond(real, section, is_right=True)
        check(section)
        expect(section.get_by_role("button", name="Clear and practise again")).to_be_visible()
    follow(home, "Quiz: RESOLVED", f"{real.url}resolved/quiz/")
    press(home, "Start")
    respond(real, current(home), is_right=True)
    check(current(home))
    expect(home.get_by_text("1 of 10 answered")).to_be_visible()
    follow(home, "Home", real.url)
    link = home.locator("course-continue").get_by_role("link")
    expect(link).to_contain_text("RESOLVED")
    card = home.locator("course-progress[data-module=m04]")
    expect(card).to_contain_text("1 of 6 lessons read · Quiz begun")
    assert_no_reload(home)


def test_an_item_counts_once_after_many_visits(home: Page, real: Site) -> None:
    """Coming back to a quiz again and again leaves one listener: one press makes one step."""
    for _ in range(3):
        follow(home, "RESOLVED, a plan for upset customers", f"{real.url}resolved/")
        follow(home, "Quiz: RESOLVED", f"{real.url}resolved/quiz/")
        follow(home, "Home", real.url)
    follow(home, "RESOLVED, a plan for upset customers", f"{real.url}resolved/")
    follow(home, "Quiz: RESOLVED", f"{real.url}resolved/quiz/")
    press(home, "Start")
    expect(home.locator(".course-quiz__nav")).to_have_count(1)
    expect(home.locator(".course-item__actions:visible")).to_have_count(1)
    press(home, "Next")
    expect(current(home).locator("legend")).to_contain_text("Item 2 of 10")
    follow(home, "Home", real.url)
    expect(home.locator("course-progress[data-module=m04] .course-progress__state")).to_have_count(
        1
    )
    assert len([key for key in rows(home) if key.startswith("!profile/")]) == 1
    assert_no_reload(home)


def test_back_and_forward_keep_place_and_answers(home: Page, real: Site) -> None:
    """The browser's own buttons bring back the item one was on, alive."""
    follow(home, "RESOLVED, a plan for upset customers", f"{real.url}resolved/")
    follow(home, "Quiz: RESOLVED", f"{real.url}resolved/quiz/")
    press(home, "Start")
    respond(real, current(home), is_right=False)
    check(current(home))
    press(home, "Next")
    with changed_heading(home):
        home.go_back()
        home.wait_for_url(f"{real.url}resolved/")
    with changed_heading(home):
        home.go_forward()
        home.wait_for_url(f"{real.url}resolved/quiz/")
    wait_until_ready(home)
    expect(current(home).locator("legend")).to_contain_text("Item 2 of 10")
    press(home, "Previous")
    expect(current(home).locator(".course-result__verdict")).to_be_visible()
    assert len(row(home, "/draft/resolved")["responses"]) == 1
    assert_no_reload(home)


def test_a_new_page_begins_at_its_start(home: Page, real: Site) -> None:
    """After a page change by keyboard the new heading has the focus, and Tab goes on behind it."""
    follow(home, "RESOLVED, a plan for upset customers", f"{real.url}resolved/")
    home.get_by_role("link", name=LESSON, exact=True).first.focus()
    home.keyboard.press("Enter")
    home.wait_for_url(f"{real.url}resolved/person-first/")
    wait_until_ready(home)
    expect(home).to_have_title(f"{LESSON} - Service that people come back to")
    expect(home.get_by_role("heading", level=1)).to_be_focused()
    home.wait_for_function("scrollY < 300")
    home.keyboard.press("Tab")
    assert home.evaluate("document.activeElement.closest('.md-content') !== null")
    assert_no_reload(home)
