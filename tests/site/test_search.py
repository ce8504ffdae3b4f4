"""The search: nothing of it is loaded before somebody searches, and then it is what it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .steps import visit, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page, Route

    from .building import Site

pytestmark = pytest.mark.browser

INDEX = "/search/search_index.json"
OF_THE_SEARCH = re.compile(r"/search/|/workers/|/lunr/")
FOUND = ".md-search-result__link"
QUIET_MS = 300


class Visitor:
    """A page that notes what the search asks the server for."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.workers = 0
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("worker", lambda _worker: self._start())

    def _note(self, url: str) -> None:
        if OF_THE_SEARCH.search(url):
            self.asked.append(url)

    def _start(self) -> None:
        self.workers += 1

    def open(self, url: str) -> Page:
        """Open a page and wait until it has nothing left to load."""
        visit(self.page, url)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def follow(self, name: str) -> None:
        """Follow a link of the page's text, which changes the page without a reload."""
        self.page.locator("article").get_by_role("link", name=name).first.click()
        self.settle()

    def settle(self) -> None:
        """Wait for a new page; the theme closes menu and search 125 ms after it has come."""
        wait_until_ready(self.page)
        self.page.wait_for_timeout(QUIET_MS)

    def search(self, word: str) -> None:
        """Click into the search's field and type."""
        self.page.locator(".md-search__input").click()
        self.page.keyboard.type(word)

    def expect_nothing(self) -> None:
        """Nothing of the search is loaded or runs, also not a moment later."""
        self.page.wait_for_timeout(QUIET_MS)
        assert (self.asked, self.workers, self.page.workers) == ([], 0, [])

    def expect_loaded_once(self) -> None:
        """The index came once, and one worker holds it."""
        assert [url.endswith(INDEX) for url in self.asked].count(True) == 1
        assert self.workers == len(self.page.workers) == 1


@pytest.fixture
def visitor(new_context: Callable[..., BrowserContext]) -> Visitor:
    """Somebody on a computer, with an empty browser."""
    return Visitor(new_context())


def expect_found(page: Page, path: str) -> None:
    """The first result is shown and leads to this page."""
    expect(page.locator(FOUND).first).to_have_attribute("href", re.compile(re.escape(path)))
    expect(page.locator(FOUND).first).to_be_visible()


def test_nothing_is_loaded_before_the_search_is_used(visitor: Visitor, site: Site) -> None:
    """Neither index nor worker comes with a page, however many; the first search brings both."""
    page = visitor.open(site.url)
    visitor.expect_nothing()
    visitor.follow("RESOLVED, a plan")
    visitor.expect_nothing()
    assert page.url == f"{site.url}resolved/"
    visitor.search("empathise")
    expect_found(page, "/resolved/person-first/")
    visitor.expect_loaded_once()


def test_a_second_search_loads_nothing(visitor: Visitor, site: Site) -> None:
    """After a result was followed, the next search uses the index that is there."""
    page = visitor.open(site.url)
    visitor.search("empathise")
    expect_found(page, "/resolved/person-first/")
    page.locator(FOUND).first.click()
    page.wait_for_url("**/resolved/person-first/**")
    visitor.settle()
    expect(page.locator("#__search")).not_to_be_checked()
    page.locator(".md-search__input").fill("")
    visitor.search("certificate")
    expect_found(page, "/certificate/")
    visitor.expect_loaded_once()


def test_an_address_may_search(visitor: Visitor, site: Site) -> None:
    """`?q=` in the address opens the search with its results at once."""
    page = visitor.open(f"{site.url}glossary/?q=empathise")
    expect(page.locator("#__search")).to_be_checked()
    expect(page.locator(".md-search__input")).to_have_value("empathise")
    expect_found(page, "/resolved/person-first/")
    visitor.expect_loaded_once()


def test_a_wrong_address_can_search(visitor: Visitor, site: Site) -> None:
    """The page for wrong addresses, wherever it is shown, loads nothing and finds as well."""
    page = visitor.open(f"{site.url}no/such/page/")
    visitor.expect_nothing()
    visitor.search("empathise")
    expect_found(page, "/resolved/person-first/")


def test_a_site_below_a_path_can_search(visitor: Visitor, below: Site) -> None:
    """After page changes without a reload the worker still comes from its own place."""
    page = visitor.open(below.url)
    visitor.follow("RESOLVED, a plan")
    visitor.search("empathise")
    expect_found(page, "/training/service/resolved/person-first/")
    assert all(url.startswith(below.url) for url in visitor.asked)


def test_the_search_of_a_phone_loads_when_it_opens(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """At 320 px the touch of the button brings the field with the focus, and then the results."""
    visitor = Visitor(new_context(320, has_touch=True))
    page = visitor.open(f"{site.url}resolved/")
    visitor.expect_nothing()
    page.get_by_role("button", name="Search", exact=True).tap()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("empathise")
    expect_found(page, "/resolved/person-first/")
    visitor.expect_loaded_once()
    page.locator(FOUND).first.tap()
    page.wait_for_url("**/resolved/person-first/**")


def test_the_search_comes_back_after_a_lost_connection(
    browser: Browser, policy: str, site: Site
) -> None:
    """When the index could not be loaded, the next opening of the search tries again."""
    assert policy
    context = browser.new_context()
    lost: list[Route] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route)
            route.abort()

    context.route(f"**{INDEX}", lose_the_first)
    page = context.new_page()
    visit(page, site.url)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with page.expect_event("requestfailed"):
        page.locator(".md-search__input").click()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    page.locator(".md-search__input").click()
    page.keyboard.type("empathise")
    expect_found(page, "/resolved/person-first/")
    assert (len(lost), errors) == (1, [])
    context.close()


def test_a_page_from_the_disk_has_no_search(browser: Browser, site: Site) -> None:
    """Where the browser refuses the worker, on file://, the search is hidden and loads nothing."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site.folder / "resolved/index.html").as_uri())
    expect(page.locator("[data-md-component=search]")).to_be_hidden()
    expect(page.locator("[data-md-component=search]")).to_have_attribute("hidden", "")
    assert not [url for url in asked if "search_index" in url]
    context.close()
