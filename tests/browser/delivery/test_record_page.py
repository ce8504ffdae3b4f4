"""What "My training record" says about delivery, and what it asks before everything is deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.delivery.harness import OPEN
from tests.browser.delivery.pages import wait_until_done
from tests.records.samples import COURSE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page
    from tests.browser.delivery.harness import CourseServer, Intake

    Add = Callable[..., list[str]]

pytestmark = pytest.mark.browser


@pytest.fixture
def record(context: BrowserContext, course: CourseServer, intake: Intake) -> Page:
    """Open the record page of a course with an intake."""
    page = context.new_page()
    page.goto(f"{course.page(intake.url)}&record=1")
    page.evaluate(OPEN, COURSE)
    return page


def test_the_table_says_where_each_record_is(
    context: BrowserContext, record: Page, add: Add
) -> None:
    """Not delivered, then graded; nobody has to load the page again."""
    context.set_offline(True)
    add(record)
    expect(record.get_by_role("row", name="Not delivered yet")).to_be_visible()
    expect(record.get_by_text("1 result not delivered yet.")).to_be_visible()
    context.set_offline(False)
    expect(record.get_by_role("row", name="100 %, passed")).to_be_visible()
    expect(record.get_by_text("Everything is delivered.")).to_be_visible()
    expect(record.get_by_role("button", name="Try now")).to_have_count(0)


def test_try_now_leaves_the_focus_somewhere(
    context: BrowserContext, record: Page, add: Add
) -> None:
    """By keyboard: a failed try says so again; after a good one the message has the focus."""
    context.set_offline(True)
    add(record, 2)
    expect(record.get_by_text("2 results not delivered yet.")).to_be_visible()
    record.get_by_role("button", name="Try now").focus()
    record.keyboard.press("Enter")
    expect(record.get_by_text("2 results not delivered yet.")).to_be_visible()
    expect(record.get_by_role("button", name="Try now")).to_be_focused()
    context.set_offline(False)
    expect(record.get_by_text("Everything is delivered.")).to_be_focused()


def test_what_was_refused_is_said_and_can_be_downloaded(record: Page, add: Add) -> None:
    """A record that the intake rejects stays, with the intake's sentence and the file."""
    [bad] = add(record, 1, responses=[{"item": "final/none", "response": "a", "ms": 1}])
    expect(record.get_by_text("Your answers could not be taken in automatically.")).to_be_visible()
    expect(record.get_by_role("row", name="Not delivered: send your training rec")).to_be_visible()
    with record.expect_download() as started:
        record.locator("course-delivery").get_by_role("button", name="Download").click()
    file = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    assert [attempt["attempt"] for attempt in file["attempts"]] == [bad]


def test_clearing_tries_to_deliver_first(
    context: BrowserContext, record: Page, add: Add, intake: Intake
) -> None:
    """The question says what would be lost, and the warning goes when it has arrived."""
    context.set_offline(True)
    ids = add(record, 2)
    record.get_by_role("button", name="Finish and clear this computer").click()
    warning = record.locator(".course-clear [role=status]")
    expect(warning).to_contain_text("2 results not delivered yet. If you delete everything now")
    context.set_offline(False)
    expect(warning).to_have_text("")
    wait_until_done(record)
    record.get_by_role("button", name="Delete everything").click()
    expect(record.get_by_text("No finished quiz yet.")).to_be_visible()
    assert sorted(intake.stored()) == sorted(ids)


def test_a_colleagues_records_are_counted_apart(
    context: BrowserContext, record: Page, add: Add
) -> None:
    """On a shared computer each sees how many of their own wait, and that others' wait too."""
    context.set_offline(True)
    add(record, 2)
    record.evaluate("store.createProfile('Grace').then(() => {})")
    add(record)
    status = record.locator(".course-delivery__count")
    expect(status).to_have_text(
        "1 result not delivered yet. 2 results of somebody else not delivered yet."
    )
