"""An origin for the course and one for the intake, as on real machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.delivery.harness import OPEN, RECORD, CourseServer, Intake
from tests.records.samples import COURSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page


@pytest.fixture(scope="session")
def course() -> Iterator[CourseServer]:
    """Serve pages of a course."""
    with CourseServer() as server:
        yield server


@pytest.fixture
def intake(course: CourseServer, tmp_path: Path) -> Iterator[Intake]:
    """Start a healthy intake; `control(rate=…)` makes it ill."""
    with Intake(tmp_path / "ledger", [course.origin]) as running:
        yield running


@pytest.fixture
def open_page(context: BrowserContext, course: CourseServer, intake: Intake) -> Callable[..., Page]:
    """Give a function that opens a delivering page with the store as `store` and `add`."""

    def start(*scripts: str, tempo: float = 0.05, fragment: str = "") -> Page:
        page = context.new_page()
        for script in scripts:
            page.add_init_script(script)
        page.goto(course.page(intake.url, tempo) + fragment)
        page.evaluate(OPEN, COURSE)
        return page

    return start


@pytest.fixture
def add() -> Callable[..., list[str]]:
    """Give a function that finishes attempts in a page and returns their ids, once saved."""

    def finish(page: Page, count: int = 1, **changes: object) -> list[str]:
        ids: list[str] = page.evaluate(
            """async ([record, count]) => {
              const ids = [];
              for (let i = 0; i < count; i++) ids.push(await add(record));
              return ids;
            }""",
            [RECORD | changes, count],
        )
        return ids

    return finish
