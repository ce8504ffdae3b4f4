"""Plays a scenario of the real course, and knows from its file what must be on the screen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from coursewright.reading import read_course

from .building import ROOT
from .steps import press, row

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from coursewright.model import Node, Scenario

PAGE = "resolved/third-call/"
STORED = "draft/scenario/third-call"
FOCUSED = "document.activeElement.textContent"


@cache
def scenario() -> Scenario:
    """The scenario as its file says it."""
    course, _ = read_course(ROOT)
    assert course is not None
    return next(one for one in course.scenarios if one.id == "third-call")


class Player:
    """Plays the scenario by grades, and knows from the file what must be on the screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.nodes = {node.id: node for node in scenario().nodes}
        self.at: Node = scenario().nodes[0]

    def option(self, grade: str) -> int:
        """Return the place of the first option of this grade."""
        return next(n for n, one in enumerate(self.at.options) if one.grade == grade)

    def control(self, grade: str) -> Locator:
        """Return the radio button of an option."""
        letter = "abcd"[self.option(grade)]
        return self.page.locator(f".course-option[data-option='{letter}'] input")

    def decide(self, grade: str) -> None:
        """Choose the option of a grade and see what happens and why."""
        option = self.at.options[self.option(grade)]
        assert option.consequence
        assert option.feedback
        self.control(grade).check()
        press(self.page, "Decide")
        result = self.page.get_by_role("status").filter(has_text=option.feedback.text[:30])
        expect(result).to_contain_text(option.consequence.text[:20])
        if option.mood:
            expect(result).to_contain_text(f"Ms Okafor: {option.mood}")
        self.at = self.nodes[option.target]

    def go_on(self) -> None:
        """Go on to what the last option leads to; its heading takes the focus."""
        press(self.page, "Go on" if self.at.options else "See how it ends")
        assert self.at.prompt.text in self.page.evaluate(FOCUSED)

    def play(self, grade: str) -> None:
        """Take an option of this grade at each decision, or the poorest there is."""
        while self.at.options:
            self.decide(grade)
            self.go_on()


def debrief(page: Page) -> dict[str, str]:
    """Return what the debrief says of each letter."""
    found = {}
    for each in page.locator(".course-debrief > li").all():
        name = each.locator("span").inner_text()
        found[name.split(":")[0] + name.split(":")[1][:4]] = each.locator("strong").inner_text()
    return found


def until_stored(page: Page, steps: int, *, is_open: bool = False) -> None:
    """Wait until a way of so many steps is on the disk, with or without an open outcome."""
    for _ in range(100):
        stored = row(page, STORED)
        if stored and len(stored["way"]) == steps and stored["isOpen"] is is_open:
            return
        page.wait_for_timeout(20)
    raise AssertionError(row(page, STORED))
