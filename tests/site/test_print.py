"""What learners print is black on white, whatever the colours of their screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .steps import SETTLED, check, current, press, respond, visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from .building import Site

pytestmark = pytest.mark.browser

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
PAGES = (
    "",
    "resolved/",
    "resolved/person-first/",
    "resolved/third-call/",
    "resolved/quiz/",
    "self-diagnosis/self-diagnosis/",
    "final-assessment/quiz/",
    "glossary/",
    "help/",
    "my-record/",
    "certificate/",
)
# Text that is not black, and surfaces below it that are neither white nor see-through.
COLOURED = """() => {
  const found = new Set();
  const seen = { visibilityProperty: true, opacityProperty: true };
  const shown = [...document.querySelectorAll("html, body, body *")].filter(
    (one) => one.checkVisibility(seen) && one.getBoundingClientRect().width > 0);
  for (const one of shown) {
    const { color, backgroundColor, backgroundImage } = getComputedStyle(one);
    const name = `${one.tagName} ${one.getAttribute("class") ?? ""}`;
    const hasText = [...one.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (hasText && color !== "rgb(0, 0, 0)") found.add(`${name}: text ${color}`);
    if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(backgroundColor)) {
      found.add(`${name}: on ${backgroundColor}`);
    }
    if (backgroundImage !== "none") found.add(`${name}: on ${backgroundImage}`);
  }
  return [...found];
}"""


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], scheme: str) -> Page:
    """Open a page with the colours of the device."""
    return new_context(color_scheme=scheme).new_page()


def on_paper(page: Page, scheme: str) -> list[str]:
    """Return what would be printed neither black nor on white; the scheme is still in force."""
    expected = {"light": "default", "dark": "slate"}[scheme]
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)
    page.mouse.move(0, 0)
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(SETTLED)
    found: list[str] = page.evaluate(COLOURED)
    page.emulate_media(media="screen", color_scheme=scheme)  # type: ignore[arg-type]
    return found


@SCHEMES
def test_pages_print_black_on_white(page: Page, site: Site, scheme: str) -> None:
    """On every kind of page, text is black and no box, button or link has a colour."""
    found = {}
    for path in PAGES:
        visit(page, site.url + path)
        if path == "resolved/person-first/":
            expect(page.locator(".course-objectives")).to_be_visible()
        found[path] = on_paper(page, scheme)
    assert found == {path: [] for path in PAGES}


@SCHEMES
def test_verdicts_print_black_on_white(page: Page, every_kind: Site, scheme: str) -> None:
    """Feedback of every kind of item, right and wrong, and the result are black on white."""
    visit(page, f"{every_kind.url}demo/quiz/")
    press(page, "Start")
    page.get_by_label("Show all items on one page").check()
    sections = current(page).all()
    assert len(sections) >= 8
    for number, section in enumerate(sections):
        respond(every_kind, section, is_right=number % 2 == 0)
        check(section)
    assert page.locator("[data-verdict='wrong']:visible").count() > 0
    assert page.locator("[data-verdict='right']:visible").count() > 0
    assert on_paper(page, scheme) == []
    press(page, "Finish")
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    assert on_paper(page, scheme) == []
