from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(site, serve):
    """The built fixture course on loopback."""
    return f"{serve(site)}/"


@pytest.fixture
def page(browser, address):
    """A lesson at 320 px, where menu and search lie off the page."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(f"{address}start/first/")
    yield opened
    context.close()
    assert problems == []


@pytest.mark.parametrize(
    ("toggle", "inside"), [("__drawer", ".md-sidebar--primary"), ("__search", ".md-search__inner")]
)
def test_panel_opens_and_closes_by_keyboard(page, toggle, inside):
    """Enter opens and moves the focus inside; Escape closes and brings it back."""
    button = page.locator(f'button[data-course-toggle="{toggle}"]')
    panel = page.locator(inside)
    assert panel.evaluate("element => element.inert") is True
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("inside => document.activeElement.closest(inside)", arg=inside)
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    page.wait_for_function(
        "toggle => document.activeElement.dataset.courseToggle === toggle", arg=toggle
    )
    assert button.get_attribute("aria-expanded") == "false"
    assert panel.evaluate("element => element.inert") is True


def test_hidden_menu_is_no_stop_for_the_tab_key(page):
    """While the menu is closed, no invisible link takes the focus."""
    for _ in range(8):
        page.keyboard.press("Tab")
        left = page.evaluate("document.activeElement.getBoundingClientRect().right")
        assert left >= 0


@pytest.mark.parametrize("key", ["n", "p", "s", "f", "/", ".", ","])
def test_letters_are_no_shortcuts(page, key):
    """A single key neither leaves the page nor moves the focus."""
    before = page.url
    page.keyboard.press(key)
    page.wait_for_timeout(50)
    assert page.url == before
    assert page.evaluate("document.activeElement === document.body")


def test_page_does_not_scroll_sideways(page):
    """At 320 px, which is 400 % zoom, everything fits."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_menu_opens_without_scripts(browser, address):
    """Without JavaScript the theme's own label takes the button's place."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}start/first/")
    opened.locator("label.course-toggle-nojs").click()
    opened.locator('.course-nav a:has-text("Home")').click()
    assert opened.url == address
    context.close()
