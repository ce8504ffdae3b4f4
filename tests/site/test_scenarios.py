"""A scenario of the real course, played in every way that learners use it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.acceptance.keyboard import KeyboardLearner

from .scenario_player import FOCUSED, PAGE, STORED, Player, debrief, scenario, until_stored
from .steps import press, row, rows, visit, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from .building import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], site: Site) -> Page:
    """Open the scenario's page."""
    page = new_context().new_page()
    visit(page, site.url + PAGE)
    return page


def test_the_best_way_uses_every_letter(page: Page, site: Site) -> None:
    """Four good decisions calm the customer; the debrief has no letter missing; home knows."""
    mood = page.locator(".course-mood").first
    expect(mood).to_have_text("Ms Okafor: furious")
    expect(mood.locator("svg")).to_have_attribute("aria-hidden", "true")
    Player(page).play("best")

    expect(page.locator(".course-mood").first).to_have_text("Ms Okafor: pleased")
    assert set(debrief(page).values()) == {"You used it"}
    assert len(debrief(page)) == 8
    expect(page.locator(".course-scene__lesson")).to_contain_text("RESOLVED gives them an order")
    visit(page, f"{site.url}resolved/")
    state = page.locator("li[data-scenario='third-call'] .course-lessons__state")
    expect(state).to_have_text("Completed")
    visit(page, site.url)
    card = page.locator("[data-module='m04'] .course-progress__state")
    expect(card).to_contain_text("1 of")
    expect(card).to_contain_text("completed")


def test_the_worst_way_can_be_repaired(page: Page) -> None:
    """After a poor first sentence a good second one repairs it; what stays missing is named."""
    player = Player(page)
    player.decide("poor")
    expect(page.locator(".course-result")).to_contain_text("Not a good choice")
    player.go_on()
    assert player.at.id == "louder"
    player.decide("best")
    player.go_on()
    player.decide("acceptable")
    player.go_on()
    while player.at.options:
        player.decide("poor")
        player.go_on()

    assert player.at.id == "ending-open"
    found = debrief(page)
    assert found["R Res"] == found["E Emp"] == "You missed it first, and put it right later"
    assert found["L Lis"] == "You used a part of it"
    assert found["V Ver"] == found["D Doc"] == "You skipped it"
    past = page.locator(".course-scene__past")
    past.locator("summary").click()
    expect(past.locator("li")).to_have_count(6)
    expect(past.locator("li").first).to_contain_text("Not a good choice")


def test_back_and_again(page: Page) -> None:
    """One step back takes the last decision back; a new start forgets the way, not the result."""
    player = Player(page)
    back = page.get_by_role("button", name="One step back")
    expect(back).to_have_attribute("aria-disabled", "true")
    player.decide("poor")
    back.click()
    assert scenario().nodes[0].prompt.text in page.evaluate(FOCUSED)
    expect(page.locator(".course-mood").first).to_have_text("Ms Okafor: furious")
    player.at = scenario().nodes[0]
    player.play("best")
    back.click()
    player.at = next(node for node in scenario().nodes if node.id == "close")
    player.play("poor")
    assert debrief(page)["V Ver"] == "You skipped it"
    press(page, "Start again")
    expect(page.locator(".course-scene .course-item__number")).to_have_text("Decision 1")
    expect(page.locator(".course-scene .course-result")).to_be_empty()
    until_stored(page, 0)
    assert row(page, STORED)["completed"]


def test_deciding_needs_a_choice_and_a_double_click_is_one(page: Page) -> None:
    """Without a choice the page asks for one; a double click does not skip the feedback."""
    press(page, "Decide")
    expect(page.locator(".course-scene .course-result")).to_contain_text(
        "Choose or write something first."
    )
    player = Player(page)
    player.control("best").check()
    page.get_by_role("button", name="Decide").dblclick()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


def test_a_reload_goes_on_at_the_same_place(page: Page) -> None:
    """With the outcome on the screen, or at a later decision, everything is as it was."""
    player = Player(page)
    player.decide("acceptable")
    until_stored(page, 1, is_open=True)
    page.reload()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    expect(page.locator(".course-result")).to_contain_text("Acceptable")
    player.go_on()
    player.decide("best")
    player.go_on()
    until_stored(page, 2)
    page.reload()
    expect(page.locator(".course-scene .course-item__number")).to_have_text("Decision 3")
    expect(page.locator(".course-mood").first).to_have_text("Ms Okafor: uneasy")
    expect(page.locator(".course-scene__past summary")).to_contain_text("(2 decisions)")


def test_without_a_reload_of_the_page(page: Page, site: Site) -> None:
    """The theme's instant navigation brings the scenario to life each time, at its place."""
    page.wait_for_load_state("networkidle")
    page.evaluate("window.isStillHere = true")
    player = Player(page)
    player.decide("best")
    until_stored(page, 1, is_open=True)
    page.get_by_role("link", name="Quiz: RESOLVED", exact=True).first.click()
    page.wait_for_url(f"{site.url}resolved/quiz/")
    expect(page.locator("course-scenario")).to_have_count(0)
    wait_until_ready(page)
    page.go_back()
    page.wait_for_url(site.url + PAGE)
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    player.go_on()
    assert page.evaluate("window.isStillHere") is True


def test_by_keyboard_alone(page: Page) -> None:
    """Tab, arrows, Space and Enter are enough, and the focus is always on what is new."""
    player = Player(page)
    learner = KeyboardLearner(page, {})
    while player.at.options:
        first = page.locator(".course-option input").first
        learner.press(first, "Space")
        for _ in range(player.option("best")):
            page.keyboard.press("ArrowDown")
        learner.press(page.get_by_role("button", name="Decide"))
        player.at = player.nodes[player.at.options[player.option("best")].target]
        # The button that was pressed has the focus still, and leads on.
        assert page.evaluate(FOCUSED) == ("Go on" if player.at.options else "See how it ends")
        page.keyboard.press("Enter")
        assert player.at.prompt.text in page.evaluate(FOCUSED)
    learner.press(page.get_by_role("button", name="Start again"))
    expect(page.locator(".course-scene .course-item__number")).to_have_text("Decision 1")


def test_without_javascript_the_page_is_an_outline(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Every text can be read, each outcome opens, and links lead from decision to decision."""
    page = new_context(320, java_script_enabled=False).new_page()
    page.goto(site.url + PAGE)
    expect(page.locator(".course-scenario__nojs")).to_be_visible()
    article = page.locator("article")
    assert article.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert page.locator(".course-node").count() == len(scenario().nodes)
    best = next(n for n, one in enumerate(scenario().nodes[0].options) if one.grade == "best")
    option = page.locator(".course-node").first.locator(".course-node__option").nth(best)
    option.locator("summary").click()
    expect(option.locator(".course-node__verdict")).to_have_text("The best choice")
    expect(option.locator(".course-node__mood")).to_have_text("Ms Okafor: angry")
    option.locator(".course-node__next a").click()
    expect(page.locator("#node-her-story")).to_be_in_viewport()
    expect(page.locator(".course-scenario__debrief")).to_contain_text("V: Verify the solution")
    page.close()


def test_only_the_way_is_kept_and_nothing_leaves(page: Page, site: Site) -> None:
    """Of a scenario the browser keeps the way; no request is made, and no record knows of it."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.method} {request.url}"))
    Player(page).play("best")
    until_stored(page, 4)
    assert requests == []
    kept = {key.split("/", 1)[1]: value for key, value in rows(page).items() if "!" not in key}
    assert set(kept) == {STORED, "visit/scenario/third-call"}
    assert set(kept[STORED]) == {"way", "isOpen", "completed"}
    assert all(set(step) == {"node", "option", "target"} for step in kept[STORED]["way"])
    visit(page, f"{site.url}my-record/")
    expect(page.locator("course-record")).not_to_contain_text("third call")
    assert page.get_by_role("button", name="Download my training record").count() == 0
    assert "scenario" not in json.dumps([key for key in rows(page) if "/attempt/" in key])
