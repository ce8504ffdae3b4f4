"""The README's preview, in a real browser."""

from __future__ import annotations

import re
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.keyboard import KeyboardLearner
from tests.acceptance.learners import WRONG
from tests.acceptance.office import COMMAND, PATIENCE_S, copy_sources
from tests.acceptance.taking import hand_in, read_bank, take_quiz

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.acceptance]


def test_the_preview_grades_a_sealed_assessment_at_once(browser: Browser, tmp_path: Path) -> None:
    """The README's `course serve`: hand in the final, and the result stands on the page."""
    root = copy_sources(tmp_path)
    archive = subprocess.run(
        [*COMMAND, "quiz", "archive"], cwd=root, check=False, capture_output=True, text=True
    )
    assert archive.returncode == 0, archive.stderr
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], cwd=root, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    try:
        found = (re.search(r"The course is at (http://\S+)", line) for line in server.stderr)
        address = next(match[1] for match in found if match)
        page = browser.new_page()
        page.goto(f"{address}final-assessment/quiz/")
        learner = KeyboardLearner(page, read_bank(root, "final"))
        take_quiz(learner, is_record=True, wrong=WRONG["Amélie Laurent"])
        hand_in(learner, "Somebody who tries it")
        page.get_by_text("Your result: 90 %").wait_for()
        page.close()
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE_S) == 0
    finally:
        server.kill()  # a test must not wait for what it failed to stop
        server.stderr.close()

    assert not (root / "records").exists()
