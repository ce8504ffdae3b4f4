"""The RESOLVED module, every kind of item, the menu and the search, by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.acceptance.keyboard import KeyboardLearner

from .steps import current, visit, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

    from .building import Site

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement"


class Learner(KeyboardLearner):
    """Also rates statements, and looks where the focus is after each step."""

    def respond(self, section: Locator, *, rightly: bool = True) -> None:
        """Respond to any item, scales included."""
        if section.get_attribute("data-interaction") != "likert":
            super().respond(section, rightly=rightly)
            return
        for group in section.locator(".course-likert").all():
            self.press(group.locator("input").first, "Space")
            self.page.keyboard.press("ArrowDown")
            expect(group.locator("input").nth(1)).to_be_checked()

    def check(self, section: Locator, words: str | None = None) -> None:
        """Ask for feedback; it appears in a live region while the focus stays on the button."""
        button = section.locator(".course-item__actions button")
        self.press(button)
        verdict = section.get_by_role("status").locator(".course-result__verdict")
        expect(verdict).to_be_visible()
        if words:
            expect(verdict).to_have_text(words)
        assert button.evaluate("one => one === document.activeElement")

    def follow(self, link: Locator) -> None:
        """Follow a link, and wait until everything on the page there is alive."""
        super().follow(link)
        wait_until_ready(self.page)

    def skip_to_content(self) -> None:
        """Take the skip link, which is the first stop of a fresh page."""
        self.press(self.page.get_by_role("link", name="Skip to content"))
        expect(self.page.locator("#course-main")).to_be_focused()
        self.page.keyboard.press("Tab")
        assert self.page.evaluate(f"document.querySelector('#course-main').contains({FOCUS})")


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext]) -> Callable[[str, int], Page]:
    """Give a function that opens a page in an empty browser of a width."""

    def start(url: str, width: int = 1280) -> Page:
        page = new_context(width).new_page()
        visit(page, url)
        return page

    return start


@pytest.mark.parametrize("rightly", [True, False])
def test_every_kind_of_item(
    open_page: Callable[..., Page],
    every_kind: Site,
    rightly: bool,  # noqa: FBT001 - both cases
) -> None:
    """Each kind is answered with keys; Next brings the focus to the stem of the next item."""
    page = open_page(f"{every_kind.url}demo/quiz/")
    learner = Learner(page, every_kind.bank)
    learner.press(page.get_by_role("button", name="Start"))
    count = page.locator(".course-item").count()
    kinds = set()
    for place in range(count):
        assert page.evaluate(f"{FOCUS}.textContent").startswith(f"Item {place + 1} of {count}")
        kinds.add(current(page).get_attribute("data-interaction"))
        learner.respond(current(page), rightly=rightly)
        learner.check(current(page))
        last = place == count - 1
        learner.press(page.get_by_role("button", name="Finish" if last else "Next", exact=True))
    assert len(kinds) == 8
    expect(page.locator("h2:focus")).to_have_text("Your result")
    passed = "Passed" if rightly else "Not passed yet"
    expect(page.get_by_text(passed, exact=True)).to_be_visible()


def test_the_resolved_module(open_page: Callable[..., Page], site: Site) -> None:
    """From home through six lessons and their checks to a passed quiz, without a mouse."""
    page = open_page(site.url)
    learner = Learner(page, site.bank)
    learner.follow(page.locator("article").get_by_role("link", name="RESOLVED, a plan"))
    assert page.url == f"{site.url}resolved/"
    forward = page.locator(".md-footer__link--next")
    lessons = [path for path in site.pages if path.startswith("resolved/")][1:]
    for _ in range(len(lessons) - 1):
        learner.follow(forward)
        learner.skip_to_content()
        for section in page.locator(".course-item[data-item]").all():
            learner.respond(section)
            learner.check(section)
    learner.follow(forward)
    assert page.url == f"{site.url}resolved/quiz/"
    learner.press(page.get_by_role("button", name="Start"))
    for place in range(10):
        learner.respond(current(page))
        learner.check(current(page))
        name = "Finish" if place == 9 else "Next"
        learner.press(page.get_by_role("button", name=name, exact=True))
    # A draw may hold a reflection, which has no points.
    expect(page.locator(".course-score")).to_contain_text("100 % (")


def test_the_menu_of_a_phone(open_page: Callable[..., Page], site: Site) -> None:
    """At 320 px the menu opens, leads on and closes by keyboard, and closed it takes no focus."""
    page = open_page(f"{site.url}resolved/person-first/", 320)
    learner = Learner(page, {})
    menu = page.get_by_role("button", name="Navigation")
    drawer = page.locator(".md-sidebar--primary")
    stops = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.add(drawer.evaluate(f"one => one.contains({FOCUS})"))
    assert stops == {False}
    learner.press(menu)
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert drawer.evaluate(f"one => one.contains({FOCUS})")
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    page.keyboard.press("Space")
    learner.press(drawer.get_by_role("link", name="Glossary"))
    page.wait_for_url(f"{site.url}glossary/")
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_the_search_of_a_phone(open_page: Callable[..., Page], site: Site) -> None:
    """At 320 px the search opens, finds and closes by keyboard; Enter follows the first result."""
    page = open_page(site.url, 320)
    learner = Learner(page, {})
    button = page.get_by_role("button", name="Search", exact=True)
    learner.press(button)
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("empathise")
    # The list follows each letter: Enter before it knows the whole word would lead elsewhere.
    first = page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile("/resolved/person-first/"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/resolved/person-first/**")
    wait_until_ready(page)
    assert page.locator(".md-search__inner").evaluate("one => one.inert")


def test_the_skip_link(open_page: Callable[..., Page], site: Site) -> None:
    """The first stop of every page type leads past the menu."""
    page = open_page(site.url)
    for path in ("resolved/person-first/", "resolved/quiz/", "my-record/", "no/such/page/"):
        visit(page, site.url + path)
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUS}.textContent.trim()") == "Skip to content"
        page.keyboard.press("Enter")
        expect(page.locator("#course-main")).to_be_focused()
        page.keyboard.press("Tab")
        assert not page.evaluate(f"!!{FOCUS}.closest('header, .md-sidebar--primary')")


def test_the_skip_link_loads_nothing(open_page: Callable[..., Page], site: Site) -> None:
    """It moves the focus within the page: no request, after which the focus could be lost."""
    page = open_page(f"{site.url}my-record/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#course-main")).to_be_focused()
    assert 0 <= page.locator("#course-main").bounding_box()["y"] < 200
    page.wait_for_timeout(300)
    expect(page.locator("#course-main")).to_be_focused()
    assert asked == []
