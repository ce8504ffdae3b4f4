"""What holds on every page: no error, nothing foreign or sideways, readable without scripts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from .steps import check, current, press, respond, visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from .building import Site

pytestmark = pytest.mark.browser

SHORTCUTS = ("n", "p", ",", ".", "s", "f", "/")
ITEM_PARTS = ".course-item__stem, .course-option, .course-sequence, .course-match"
IS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
FOCUS = """() => {
  const one = document.activeElement;
  const seen = one.matches(".md-option") ? one.nextElementSibling : one;
  const { outlineStyle, outlineWidth } = getComputedStyle(seen);
  const box = seen.getBoundingClientRect();
  const header = document.querySelector(".md-header");
  const top = header.contains(one) || one.matches(".md-skip") ? 0
    : header.getBoundingClientRect().bottom;
  return {
    html: one.outerHTML.slice(0, 120),
    isBody: one === document.body,
    isOutlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isInView: box.width > 0 && box.bottom > top && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll(`article :is(button, select, textarea,
    summary, input[type=text], .course-option, .course-switch, .course-panel__list li)`)]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0)
  .filter((one) => Math.min(one.getBoundingClientRect().width,
    one.getBoundingClientRect().height) < 24)
  .map((one) => one.outerHTML.slice(0, 160))"""


class Outline(HTMLParser):
    """Collects the language and the levels of the headings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language: str | None = None
        self.levels: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of a start tag."""
        if tag == "html":
            self.language = dict(attrs).get("lang")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


def test_every_page_has_language_and_order(site: Site) -> None:
    """Each page names its language, has one h1, begins with it and skips no level."""
    pages = [site.folder / path / "index.html" for path in site.pages]
    assert len(pages) > 30
    for page in [*pages, site.folder / "404.html"]:
        outline = Outline(page.read_text(encoding="utf-8"))
        steps = zip(outline.levels, outline.levels[1:], strict=False)
        assert outline.language == "en", page
        assert outline.levels.count(1) == 1, page
        assert outline.levels[0] == 1, page
        assert all(after <= before + 1 for before, after in steps), (page, outline.levels)


def test_every_page_is_quiet_and_fits_a_phone(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """On no page is there an error, a foreign request or, at 320 px, anything sideways."""
    page = new_context(320).new_page()
    wide = []
    for path in [*site.pages, "no/such/page/"]:
        visit(page, site.url + path)
        if page.evaluate(IS_SIDEWAYS):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("width", [320, 1280])
def test_running_quizzes_fit_and_are_big_enough(
    new_context: Callable[..., BrowserContext], every_kind: Site, width: int
) -> None:
    """With every kind of item answered and the result shown, nothing is sideways or too small."""
    page = new_context(width).new_page()
    visit(page, f"{every_kind.url}demo/quiz/")
    press(page, "Start")
    page.get_by_label("Show all items on one page").check()
    assert page.evaluate(SMALL_TARGETS) == []
    for section in current(page).all():
        respond(every_kind, section, is_right=False)
        check(section)
    assert page.evaluate(SMALL_TARGETS) == []
    assert not page.evaluate(IS_SIDEWAYS)
    press(page, "Finish")
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    assert page.evaluate(SMALL_TARGETS) == []
    assert not page.evaluate(IS_SIDEWAYS)


def test_the_policy_is_in_force(browser: Any, policy: str, site: Site) -> None:
    """The policy the other tests run under stops inline code and style (so silence means a lot)."""
    assert "unsafe" not in policy
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url)
    refused = page.evaluate(
        """() => new Promise((resolve) => {
          const seen = [];
          addEventListener("securitypolicyviolation", (event) => {
            seen.push(event.effectiveDirective);
            if (seen.length === 2) resolve(seen.sort());
          });
          document.body.setAttribute("style", "color: red");
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        })"""
    )
    assert refused == ["script-src-elem", "style-src-attr"]
    assert page.evaluate("window.ran") is None
    context.close()


def test_everything_works_under_the_policy(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Palette, search, instant navigation, a lesson and a quiz break no rule of the policy."""
    page = new_context().new_page()
    visit(page, site.url)
    page.locator("label[for=__palette_1]").click()
    page.locator("label[for=__palette_2]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".md-search__input").click()
    page.keyboard.type("empathise")
    page.locator(".md-search-result__link").first.click()
    section = page.locator(".course-item").first
    respond(site, section, is_right=True)
    check(section)
    page.locator(".course-nav").get_by_role("link", name="Quiz: RESOLVED").click()
    press(page, "Start")
    for _ in range(9):
        respond(site, current(page), is_right=True)
        check(current(page))
        press(page, "Next")
    respond(site, current(page), is_right=True)
    check(current(page))
    press(page, "Finish")
    # A draw may hold a reflection, which has no points.
    expect(page.locator(".course-score")).to_contain_text("100 % (")


@pytest.mark.parametrize(
    "path", ["resolved/person-first/", "resolved/quiz/", "final-assessment/quiz/", ""]
)
def test_focus_is_visible_everywhere(
    new_context: Callable[..., BrowserContext], site: Site, path: str
) -> None:
    """Whatever Tab reaches is outlined, inside the window and not under the header."""
    page = new_context().new_page()
    visit(page, site.url + path)
    if path.endswith("quiz/"):
        press(page, "Start")
        page.keyboard.press("Shift+Tab")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))
    seen = [stop for stop in stops if not stop["isBody"]]
    assert len(seen) > 10
    assert [stop for stop in seen if not (stop["isOutlined"] and stop["isInView"])] == []


def test_focus_comes_out_from_under_the_header(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """A link that the header covers is moved below it when it gets the focus."""
    page = new_context().new_page()
    visit(page, f"{site.url}resolved/person-first/")
    hidden = 0
    for height in range(0, 200, 10):
        page.evaluate("document.activeElement.blur()")
        page.evaluate("height => scrollTo(0, height)", height)
        link = page.locator(".md-path__link").first
        hidden += link.bounding_box()["y"] < page.locator(".md-header").bounding_box()["height"]
        link.focus()
        assert page.evaluate(FOCUS)["isInView"], height
    assert hidden > 3


@pytest.mark.parametrize("path", ["resolved/person-first/", "resolved/quiz/"])
def test_single_keys_are_no_commands(
    new_context: Callable[..., BrowserContext], site: Site, path: str
) -> None:
    """A letter pressed outside a field neither leaves the page nor opens the search."""
    page = new_context().new_page()
    visit(page, site.url + path)
    for key in SHORTCUTS:
        page.keyboard.press(key)
        assert page.url == site.url + path
        assert page.evaluate("document.activeElement.matches('input')") is False
    expect(page.locator("#__search")).not_to_be_checked()


def read_without_scripts(page: Page, url: str) -> str:
    """Open a page and return what stands in its article."""
    page.goto(url, wait_until="load")
    return page.locator("article").inner_text()


def test_every_page_is_readable_without_scripts(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Without JavaScript each page has its text, each item its stem and options, on a phone too.

    Nothing is sideways at 320 px, the header with a long title included.
    """
    page = new_context(320, java_script_enabled=False).new_page()
    wide = []
    for path in site.pages:
        text = read_without_scripts(page, site.url + path)
        assert len(text) > 100, path
        hidden = page.locator(ITEM_PARTS).filter(visible=False)
        assert hidden.all_text_contents() == [], path
        if page.evaluate(IS_SIDEWAYS):
            wide.append(path)
    assert wide == []


def test_practice_explains_itself_without_scripts(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Without JavaScript the key and the reasons of a practice item are one click away."""
    page = new_context(java_script_enabled=False).new_page()
    read_without_scripts(page, f"{site.url}resolved/quiz/")
    for interaction in ("choice", "sequencing", "matching", "fill-in"):
        solution = page.locator(f"[data-interaction='{interaction}'] .course-solution").first
        expect(solution.locator(".course-rationale, .course-feedback").first).to_be_hidden()
        solution.get_by_text("Answer and reasons").click()
        expect(solution.locator(".course-rationale, .course-feedback").first).to_be_visible()


def test_the_assessment_says_that_it_needs_scripts(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Without JavaScript the record quiz and the record page say why they cannot work."""
    page = new_context(java_script_enabled=False).new_page()
    for path in ("final-assessment/quiz/", "my-record/", "certificate/"):
        assert "JavaScript" in read_without_scripts(page, site.url + path)
    assert page.locator(".course-solution").count() == 0
