"""Every scenario of the course is walked on its best and on its worst way, as its file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coursewright.reading import read_course

from .building import ROOT
from .steps import press, visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from coursewright.model import Scenario

    from .building import Site

pytestmark = pytest.mark.browser

COURSE, _ = read_course(ROOT)
assert COURSE is not None
SCENARIOS = {one.id: one for one in COURSE.scenarios}
PLACES = {name: f"{module.slug}/{name}/" for module in COURSE.modules for name in module.scenarios}
MOST = 7
"""S01: the longest way."""
VERDICTS = {"best": "The best choice", "poor": "Not a good choice"}


def walk(page: Page, scenario: Scenario, grade: str) -> int:
    """Take the first option of a grade at each decision; return how many there were."""
    nodes = {node.id: node for node in scenario.nodes}
    at, steps = scenario.nodes[0], 0
    while at.options:
        place = next(n for n, one in enumerate(at.options) if one.grade == grade)
        page.locator(f".course-option[data-option='{'abcd'[place]}'] input").check()
        press(page, "Decide")
        expect(page.locator(".course-scene__stage .course-result")).to_contain_text(VERDICTS[grade])
        at, steps = nodes[at.options[place].target], steps + 1
        press(page, "Go on" if at.options else "See how it ends")
    return steps


def test_there_are_twelve_and_each_has_a_page() -> None:
    """The ten of the outline and two for team leaders, each in one module."""
    assert len(SCENARIOS) == 12
    assert set(PLACES) == set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_best_and_worst_way(
    new_context: Callable[..., BrowserContext], site: Site, name: str
) -> None:
    """Both ways end in a debrief: the best one skips nothing, the worst one is told what."""
    scenario = SCENARIOS[name]
    page = new_context().new_page()
    visit(page, site.url + PLACES[name])
    assert 3 <= walk(page, scenario, "best") <= MOST
    debrief = page.locator(".course-debrief > li")
    expect(debrief.first).to_be_visible()
    assert not any("You skipped it" in text for text in debrief.all_inner_texts())
    press(page, "Start again")
    assert walk(page, scenario, "poor") <= MOST
    expect(debrief.first).to_be_visible()
    assert any("You skipped it" in text for text in debrief.all_inner_texts())
