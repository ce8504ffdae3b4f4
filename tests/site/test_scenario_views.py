"""How a scenario looks: on paper, in every state, in high contrast, and with damaged data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .axe import AXE, violations
from .scenario_player import PAGE, Player, scenario
from .steps import visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from .building import Site

pytestmark = pytest.mark.browser

IS_SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"
SMALL = """() => [...document.querySelectorAll(
    "course-scenario :is(button, summary, .course-option)")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).length"""


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], site: Site) -> Page:
    """Open the scenario's page."""
    page = new_context().new_page()
    visit(page, site.url + PAGE)
    return page


def on_paper(page: Page, sheet: str) -> str:
    """Return what a printed sheet shows: the page in print, with everything opened."""
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.evaluate(
        """(name) => [...document.querySelectorAll(".course-roleplay button")]
        .find((one) => one.textContent === name).click()""",
        f"Print the {sheet} sheet",
    )
    text: str = page.locator("course-scenario").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    return text


def test_two_sheets_for_a_role_play(page: Page, tmp_path: Path) -> None:
    """The trainer's sheet has every branch and reason, the learner's none of the outcomes."""
    Player(page).decide("best")
    trainer, learner = on_paper(page, "trainer"), on_paper(page, "learner")
    for node in scenario().nodes:
        assert node.prompt.text in trainer
        assert (node.prompt.text in learner) is bool(node.options)
        for option in node.options:
            assert option.consequence
            assert option.feedback
            assert option.text.text in trainer
            assert option.text.text in learner
            assert option.consequence.text in trainer
            assert option.feedback.text in trainer
            assert option.consequence.text not in learner
            assert option.feedback.text not in learner
    assert "You play Ms Okafor" in trainer
    assert "Go to: Decision 3" in trainer
    assert "Learner sheet." in learner
    for word in ("best choice", "Not a good", "Go to", "Decide", "Looking back", "What happens"):
        assert word not in learner
    assert "Decide\n" not in trainer
    # On the screen nothing of it is left.
    expect(page.locator(".course-scenario__outline")).to_be_hidden()
    page.emulate_media(media="print")
    assert len(page.pdf(path=tmp_path / "sheet.pdf")) > 10_000


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci)")
@pytest.mark.parametrize(
    ("scheme", "width"), [(one, size) for one in ("light", "dark") for size in (1280, 320)]
)
def test_no_state_breaks_an_accessibility_rule(
    new_context: Callable[..., BrowserContext], site: Site, scheme: str, width: int
) -> None:
    """Deciding, each kind of outcome, the ending: no violation, nothing sideways or too small."""
    context = new_context(width, color_scheme=scheme)
    context.add_init_script(path=AXE)
    page = context.new_page()
    visit(page, site.url + PAGE)
    found = []
    for state in states(page):
        found += violations(page, state)
        assert not page.evaluate(IS_SIDEWAYS), state
        assert page.evaluate(SMALL) == 0, state
    assert found == []


def states(page: Page) -> Iterator[str]:
    """Bring the page into each of its states."""
    player = Player(page)
    page.locator(".course-roleplay summary").click()
    yield "deciding, with the sheets"
    for grade in ("poor", "acceptable", "best"):
        player.decide(grade)
        yield f"after a choice that is {grade}"
        player.go_on()
    player.play("best")
    page.locator(".course-scene__past summary").click()
    yield "ending"


def test_forced_colours_keep_the_face_and_the_words(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """In high contrast the face has the text's colour, and verdicts are words anyway."""
    page = new_context(forced_colors="active").new_page()
    visit(page, site.url + PAGE)
    Player(page).decide("poor")
    colours = page.evaluate(
        """() => [getComputedStyle(document.querySelector(".course-mood__face")).stroke,
                  getComputedStyle(document.body).color]"""
    )
    assert colours[0] == colours[1]
    expect(page.locator(".course-result__verdict")).to_have_text("Not a good choice")


def test_a_broken_scenario_stays_an_outline(page: Page, site: Site) -> None:
    """Where the page's data is damaged the learner is told and reads the outline."""
    damage = 'course-scenario-data">{'

    def spoil(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        text = answer.text()
        assert damage in text
        body = text.replace(damage, 'course-scenario-data">')
        route.fulfill(response=answer, body=body)  # type: ignore[attr-defined]

    page.route("**/third-call/", spoil)
    visit(page, site.url + PAGE)
    expect(page.locator(".course-notice")).to_be_visible()
    expect(page.locator(".course-node").first).to_be_visible()
