"""No page of the real site breaks an accessibility rule, in any state a learner can bring it to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .axe import AXE, violations
from .steps import check, current, press, respond, visit, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

    from .building import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci)"),
]

MODES = pytest.mark.parametrize(
    ("scheme", "width"),
    [(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)],
)
PLAIN_PAGES = (
    "",
    "resolved/",
    "resolved/worked-example/",
    "final-assessment/review-by-retrieval/",
    "golden-rule/quiz/",
    "final-assessment/quiz/",
    "glossary/",
    "my-record/",
    "certificate/",
    "review/",
    "warm-up/",
    "help/",
    "no/such/page/",
)
HOVERED = {
    "": (".md-button--primary", ".md-button:not(.md-button--primary)", ".course-card a"),
    "resolved/person-first/": (
        "article p > a",
        ".md-path__link",
        ".course-nav__link",
        ".md-footer__link--next",
        ".course-option",
        ".course-item__actions button",
    ),
    "resolved/quiz/": (".course-button",),
}


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], scheme: str, width: int) -> Page:
    """Open a page with axe-core in the colours and the width of the mode."""
    context = new_context(width, color_scheme=scheme)
    context.add_init_script(path=AXE)
    return context.new_page()


@MODES
def test_the_colours_are_the_mode(page: Page, site: Site, scheme: str, width: int) -> None:
    """The modes really differ: the theme follows the device's colours and the width is set."""
    visit(page, site.url)
    colours = page.locator("body").get_attribute("data-md-color-scheme")
    assert colours == {"light": "default", "dark": "slate"}[scheme]
    assert page.evaluate("innerWidth") == width


@MODES
def test_every_page_type(page: Page, site: Site) -> None:
    """Before anything is done, no page type has a violation."""
    found = []
    for path in PLAIN_PAGES:
        visit(page, site.url + path)
        found += violations(page, path)
    assert found == []


@MODES
def test_menu_and_search(page: Page, site: Site, width: int) -> None:
    """With the search or, on a phone, the menu open there is no violation."""
    found = []
    visit(page, f"{site.url}resolved/person-first/")
    if width < 960:
        press(page, "Navigation")
        found += violations(page, "menu open")
        page.keyboard.press("Escape")
        press(page, "Search")
    page.locator(".md-search__input").click()
    page.keyboard.type("empathise")
    page.locator(".md-search-result__item").first.wait_for()
    found += violations(page, "search open")
    assert found == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280)])
def test_what_the_mouse_is_over(page: Page, site: Site) -> None:
    """Links and buttons keep their contrast under the mouse."""
    found = []
    for path, selectors in HOVERED.items():
        visit(page, site.url + path)
        for selector in selectors:
            page.locator(selector).first.hover()
            assert page.evaluate("one => document.querySelector(one).matches(':hover')", selector)
            found += violations(page, f"{path} over {selector}", is_at_top=False)
    assert found == []


@MODES
def test_every_interaction(page: Page, every_kind: Site) -> None:
    """Every kind of item: open, after a wrong and after a right response; and the results."""
    found = []
    visit(page, f"{every_kind.url}demo/quiz/")
    for is_right in (False, True):
        press(page, "New attempt" if is_right else "Start")
        page.get_by_label("Show all items on one page").check()
        state = "right" if is_right else "wrong"
        if not is_right:
            found += violations(page, "all kinds, open")
        sections = current(page).all()
        kinds = {section.get_attribute("data-interaction") for section in sections}
        assert len(kinds) == 8
        for section in sections:
            respond(every_kind, section, is_right=is_right)
            check(section)
        found += violations(page, f"all kinds, {state}")
        press(page, "Finish")
        expect(page.get_by_role("heading", name="Your result")).to_be_visible()
        found += violations(page, f"result, {state}")
    assert found == []


def lesson_states(page: Page, site: Site) -> Iterator[str]:
    """Bring a lesson with checks and recall material through its states."""
    visit(page, f"{site.url}resolved/worked-example/")
    for is_right in (False, True):
        for section in page.locator(".course-item").all():
            if is_right:
                section.get_by_role("button", name="Try again").click()
            respond(site, section, is_right=is_right)
            check(section)
        yield "lesson, right" if is_right else "lesson, wrong"


def record_states(page: Page, site: Site) -> Iterator[str]:
    """Bring the final assessment from its start to the training record."""
    visit(page, f"{site.url}final-assessment/quiz/")
    press(page, "Start")
    yield "record quiz, running"
    respond(site, current(page), is_right=True)
    for _ in range(29):
        press(page, "Next")
    press(page, "Review and hand in")
    expect(page.get_by_role("heading", name="Before you hand in")).to_be_visible()
    yield "review, gaps named"
    press(page, "Hand in")
    expect(page.get_by_role("alert")).to_contain_text("Not handed in yet")
    yield "review, something missing"
    page.get_by_label("Your name").fill("Ana Pop")
    page.locator("#course-attestation").check()
    press(page, "Hand in")
    expect(page.get_by_role("heading", name="Your answers are saved")).to_be_visible()
    yield "submitted"
    for path in ("my-record/", "certificate/", "", "final-assessment/"):
        visit(page, site.url + path)
        yield f"after an attempt: {path}"
    visit(page, f"{site.url}my-record/")
    press(page, "Finish and clear this computer")
    wait_until_ready(page)
    yield "clear, asked"


@MODES
@pytest.mark.parametrize("states", [lesson_states, record_states])
def test_on_the_way(page: Page, site: Site, states: Callable[[Page, Site], Iterator[str]]) -> None:
    """No state of a lesson or of the final assessment has a violation."""
    found = []
    for state in states(page, site):
        found += violations(page, state)
    assert found == []
