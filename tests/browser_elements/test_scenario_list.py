"""The list of a module's scenarios: for whom they are, and how far the learner is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .test_personal_link import token

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

SAVE = """async (walk) => {
  const { openScenarioStore } = await import("/src/storage/scenario-store.js");
  const store = await openScenarioStore("https://example.org/courses/service");
  await store.saveWalk("call", walk);
}"""
WAY = {"way": [{"node": "a", "option": "a", "target": "b"}], "isOpen": True, "completed": None}


@pytest.fixture
def listed(site: Site) -> None:
    """Add two scenarios to the module: one for everybody, one for team leaders."""
    site.edit("module.html", 'data-quiz="resolved" data', 'data-quiz="" data')
    old = 'data-lessons="m04/person-first m04/listen"'
    site.edit("module.html", old, f'{old} data-scenarios="call letter:team-leader,executive"')
    rows = "".join(
        f'<li class="course-lessons__row" data-scenario="{name}"><a href="#">{name}</a></li>'
        for name in ("call", "letter")
    )
    site.edit("module.html", "</course-progress>", f"<ul>{rows}</ul></course-progress>")


@pytest.mark.usefixtures("listed")
def test_a_scenario_of_another_path_is_left_out(visit: Callable[[str], Page]):
    """Everybody sees both; with a personal link only those of its path."""
    page = visit("module.html")
    expect(page.locator("li[data-scenario]:visible")).to_have_count(2)
    visit(f"home.html#e={token(path='core')}")
    page.reload()
    expect(page.locator("li[data-scenario]:visible")).to_have_text(["call"])
    visit(f"home.html#e={token(path='executive', sub='p-zyxwvutsrqponmlkjihg')}")
    page.reload()
    expect(page.locator("li[data-scenario]:visible")).to_have_count(2)


@pytest.mark.usefixtures("listed")
def test_started_and_completed_are_said_in_words(visit: Callable[[str], Page]):
    """The row and the sum change as soon as another tab has stored a step."""
    page = visit("module.html")
    state = page.locator("[data-scenario='call'] .course-lessons__state")
    expect(state).to_have_text("")
    other = visit("home.html")
    other.evaluate(SAVE, WAY)
    expect(state).to_have_text("Started")
    expect(page.locator(".course-progress__state")).to_have_text("0 of 2 scenarios completed")
    other.evaluate(SAVE, WAY | {"completed": "2026-11-29T10:00:00.000Z"})
    expect(state).to_have_text("Completed")
    expect(page.locator(".course-progress__state")).to_have_text("1 of 2 scenarios completed")
