"""Three people who take the final assessment, each with a browser of their own."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from tests.acceptance.keyboard import KeyboardLearner
from tests.acceptance.taking import hand_in, read_bank, take_quiz

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page
    from tests.acceptance.office import Office

WRONG: Final = {"Amélie Laurent": 3, "Bogdan Ionescu": 0, "Chiara Rossi": 12}


class Learners:
    """Three people with their own browsers."""

    def __init__(self, browser: Browser, office: Office) -> None:
        self.browser = browser
        self.office = office
        self.bank = read_bank(office.root, "final")

    def open(self, name: str) -> tuple[BrowserContext, Page]:
        """Open a person's link, go to the assessment, and see that nobody is greeted by name."""
        context = self.browser.new_context(accept_downloads=True)
        # Nobody answers thirty items in ten seconds: the page's clock is set back, and jumps below.
        context.clock.install(time=datetime.now(UTC) - timedelta(minutes=6))
        page = context.new_page()
        page.goto(self.office.link_of(name))
        page.get_by_text("You are using your personal link. Your path: Core course.").wait_for()
        assert "#" not in page.url
        assert name.split(maxsplit=1)[0] not in page.content()
        page.goto(f"{self.office.base}/final-assessment/quiz/")
        page.locator("course-quiz[data-ready]").wait_for()
        return context, page

    def take(self, page: Page, name: str) -> None:
        """Take the assessment with a person's number of mistakes; no name is asked for."""
        learner = KeyboardLearner(page, self.bank)
        take_quiz(learner, is_record=True, wrong=WRONG[name])
        assert page.get_by_label("Your name").count() == 0
        page.clock.fast_forward("05:00")
        hand_in(learner)

    def download(self, page: Page, path: Path) -> dict[str, Any]:
        """Download the training record and return what is in it."""
        with page.expect_download() as happening:
            page.get_by_role("button", name="Download my training record").first.click()
        happening.value.save_as(path)
        value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return value
