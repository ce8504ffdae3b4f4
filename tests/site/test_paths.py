"""Role paths on the real site: chosen on the home page or by an address, and what follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.acceptance.keyboard import KeyboardLearner

from .axe import AXE, violations
from .steps import hand_in, press, rows, visit, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

    from .building import Site

pytestmark = pytest.mark.browser

IS_SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"


def open_home(page: Page, url: str) -> None:
    """Open the home page and wait until its paths are alive."""
    page.goto(url, wait_until="load")
    page.wait_for_selector("course-paths[data-ready]")


def shown(page: Page) -> list[str]:
    """Return the modules whose cards are on the screen."""
    cards = page.locator(".course-card:visible")
    return [str(card.get_attribute("data-module")) for card in cards.all()]


def drawn_modules(page: Page, site: Site) -> set[str]:
    """Return the modules of the items that the open attempt has drawn."""
    items = [str(one.get_attribute("data-item")) for one in page.locator(".course-item").all()]
    return {str(site.bank["items"][item]["objective"]).partition(".")[0] for item in items}


def test_the_choice_decides_what_is_shown_and_drawn(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """By keyboard: cards, progress and the final follow the path; the rest is one press away."""
    page = new_context().new_page()
    open_home(page, site.url)
    everything = shown(page)
    assert len(everything) == 14
    learner = KeyboardLearner(page, {})
    learner.press(page.get_by_role("button", name="Take this path: Programme owner"))
    status = page.locator("course-paths .course-status")
    expect(status).to_be_focused()
    expect(status).to_contain_text("Programme owner")
    assert shown(page) == [
        "m01",
        "m02",
        "m03",
        "m04",
        "m06",
        "m09",
        "m10",
        "m11",
        "m12",
        "m13",
        "m14",
    ]
    assert page.locator(".course-card:visible", has_text="Recommended on your path").count() == 2
    expect(page.locator(".course-path[data-chosen]")).to_contain_text("0 of 9 modules done.")
    press(page, "Show 3 other modules")
    assert shown(page) == everything
    page.reload()
    page.wait_for_selector("course-paths[data-ready]")
    assert len(shown(page)) == 11
    visit(page, f"{site.url}final-assessment/quiz/")
    expect(page.locator(".course-panel")).to_contain_text("30 items")
    press(page, "Start")
    found = drawn_modules(page, site)
    assert {"m10", "m11", "m12", "m13"} <= found
    assert not found & {"m01", "m05", "m06", "m07", "m08", "m09"}


def menu(page: Page) -> list[str]:
    """Return what the menu shows of the course, without what stands inside a module."""
    entries = page.locator(".course-nav > ul > li[data-paths]:visible")
    return [entry.locator("a").first.inner_text() for entry in entries.all()]


def below(page: Page, name: str) -> Locator:
    """Return the link below the page to the next or the previous one."""
    return page.locator(f".md-footer__link--{name}")


def test_the_menu_follows_the_path(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """The menu, "Next" and "Previous" pass by other paths' modules, which are one press away."""
    page = new_context().new_page()
    visit(page, f"{site.url}resolved/quiz/")
    everything = menu(page)
    assert len(everything) == 14
    assert page.locator("course-menu button").count() == 0
    expect(below(page, "next")).to_have_attribute("aria-label", "Next: Own the problem")
    open_home(page, f"{site.url}?path=executive")
    visit(page, f"{site.url}resolved/quiz/")
    away = ["Own the problem", "What customers need", "Ten tips for every day"]
    assert menu(page) == [title for title in everything if title not in away]
    expect(below(page, "next")).to_have_attribute("aria-label", "Next: Process with a brain")
    below(page, "next").click()
    page.wait_for_url(f"{site.url}process-with-a-brain/")
    wait_until_ready(page)
    expect(below(page, "prev")).to_have_attribute("aria-label", re.compile("^Previous: RESOLVED"))
    expect(below(page, "next")).to_contain_text("In praise of process")
    KeyboardLearner(page, {}).press(page.get_by_role("button", name="Show 3 other modules"))
    assert menu(page) == everything
    expect(page.get_by_role("button", name="Show my path only")).to_be_focused()
    page.keyboard.press("Enter")
    assert len(menu(page)) == 11


def test_the_menu_shows_where_the_learner_is(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """A page of another path stands in the menu; a choice in another tab is followed at once."""
    context = new_context()
    page = context.new_page()
    visit(page, f"{site.url}designing-experiences/quiz/")
    expect(below(page, "next")).to_have_attribute("aria-label", re.compile("Loyalty"))
    other = context.new_page()
    open_home(other, f"{site.url}?path=front-line")
    expect(below(page, "next")).to_have_attribute("aria-label", "Next: Final assessment")
    assert "Designing experiences" in menu(page)
    expect(page.locator(".course-nav [aria-current]")).to_have_text("Quiz: Designing experiences")
    press(page, "Show 3 other modules")
    assert len(menu(page)) == 14
    open_home(other, f"{site.url}?path=executive")
    expect(below(page, "next")).to_have_attribute("aria-label", re.compile("Loyalty"))


def test_an_address_may_choose(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """`?path=` chooses and leaves the address; a path that is not there is said to be none."""
    page = new_context().new_page()
    open_home(page, f"{site.url}?path=front-line")
    assert page.url == site.url
    expect(page.locator(".course-path[data-chosen]")).to_contain_text("Front line")
    assert "m10" not in shown(page)
    open_home(page, f"{site.url}?path=no-such-path")
    expect(page.locator("course-paths .course-status")).to_contain_text("does not have")
    expect(page.locator(".course-path[data-chosen]")).to_contain_text("Front line")


def test_without_scripts_every_path_can_be_read(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Four paths with their sentence and modules, and all fourteen cards, without JavaScript."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site.url)
    assert page.locator(".course-path").count() == 4
    assert len(shown(page)) == 14
    front = page.locator('.course-path[data-path="front-line"]')
    front.locator("summary").click()
    expect(front.get_by_role("link", name="Own the problem")).to_be_visible()
    expect(front.get_by_text("Recommended, too:")).to_be_visible()


def test_the_record_names_the_path(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """An attempt at the final carries the path that it was drawn for; practice carries none."""
    page = new_context().new_page()
    open_home(page, f"{site.url}?path=team-leader")
    visit(page, f"{site.url}final-assessment/quiz/")
    press(page, "Start")
    page.locator("#course-show-all").check()
    press(page, "Review and hand in")
    hand_in(page)
    [record] = [value for key, value in rows(page).items() if "attempt/" in key]
    assert record["path"] == "team-leader"
    assert len(record["responses"]) == 30


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci)")
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_a_chosen_path_has_no_barrier(
    new_context: Callable[..., BrowserContext], site: Site, scheme: str, width: int
) -> None:
    """With a path chosen the home page and the menu have no violation and fit the window."""
    context = new_context(width, color_scheme=scheme)
    context.add_init_script(path=AXE)
    page = context.new_page()
    open_home(page, f"{site.url}?path=team-leader")
    assert violations(page, "chosen") == []
    assert page.evaluate(IS_SIDEWAYS) is False
    visit(page, f"{site.url}resolved/")
    if width < 960:
        press(page, "Navigation")
    press(page, "Show 1 other module")
    assert violations(page, "menu") == []
