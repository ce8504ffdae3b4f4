"""Whatever happens between the browser and the intake, every record arrives, and arrives once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect
from tests.browser.delivery.harness import OPEN
from tests.browser.delivery.pages import NO_TIMERS, wait_until_done
from tests.records.samples import COURSE, authority

from coursewright.records.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from tests.browser.delivery.harness import CourseServer, Intake
    from tests.browser.delivery.pages import Add, OpenPage

pytestmark = pytest.mark.browser

NO_LOCKS: Final = "Object.defineProperty(navigator, 'locks', { value: undefined })"


def test_a_record_is_delivered_at_once(open_page: OpenPage, add: Add, intake: Intake) -> None:
    """On a healthy day a record is in the ledger, signed, right after it was handed in."""
    page = open_page()
    [attempt] = add(page)
    assert intake.wait_for(1, 10) == [attempt]
    wait_until_done(page)
    with Ledger(intake.ledger, authority()) as ledger:
        [row] = ledger.attempts()
    # The product's own verifier, beside the independent one of tests/browser/test_signing.py.
    assert (row.via, row.is_signed, row.score) == ("intake", True, 1)
    assert page.locator("course-delivery").inner_text() == ""


def test_faults_lose_nothing_and_double_nothing(
    open_page: OpenPage, add: Add, intake: Intake
) -> None:
    """With 65 of 100 answers failing, all of 300 records arrive and none is stored twice."""
    intake.control(rate=0.65)
    page = open_page()
    ids = add(page, 300)
    stored = intake.wait_for(300, 120)
    wait_until_done(page)
    assert sorted(stored) == sorted(ids)
    assert intake.control()["faults"].keys() >= {"500", "stored-then-500"}


def test_four_tabs_send_each_record_once(open_page: OpenPage, add: Add, intake: Intake) -> None:
    """With one sender at a time, a healthy intake sees each of 60 records exactly once."""
    pages = [open_page() for _ in range(4)]
    ids = [attempt for _ in range(5) for page in pages for attempt in add(page, 3)]
    intake.wait_for(60, 30)
    for page in pages:
        wait_until_done(page)
    assert intake.control()["posts"] == dict.fromkeys(ids, 1)


def test_without_locks_nothing_is_stored_twice(
    open_page: OpenPage, add: Add, intake: Intake
) -> None:
    """Where the browser has no Web Locks tabs may send the same, which does no harm."""
    pages = [open_page(NO_LOCKS) for _ in range(3)]
    ids = [attempt for page in pages for attempt in add(page, 10)]
    for page in pages:
        wait_until_done(page)
    assert sorted(intake.stored()) == sorted(ids)


def test_the_next_tab_goes_on_when_the_sender_is_closed(
    open_page: OpenPage, add: Add, intake: Intake
) -> None:
    """A tab that dies in the middle of sending leaves its place to another one."""
    intake.control(rate=1.0)
    first, second = open_page(), open_page()
    ids = add(first, 30)
    first.close()
    intake.control(rate=0.0)
    wait_until_done(second)
    assert sorted(intake.stored()) == sorted(ids)


def test_a_tab_closed_offline_delivers_at_the_next_visit(
    context: BrowserContext, open_page: OpenPage, add: Add, intake: Intake
) -> None:
    """Fifty records handed in offline arrive when the course is opened again, of all profiles."""
    page = open_page()
    context.set_offline(True)
    ids = add(page, 25)
    page.evaluate("store.createProfile('Grace').then(() => {})")
    ids += add(page, 25)
    page.close()
    context.set_offline(False)
    assert intake.stored() == []
    page = open_page()
    intake.wait_for(50, 30)
    wait_until_done(page)
    assert sorted(intake.stored()) == sorted(ids)


def test_coming_online_is_enough(
    context: BrowserContext, open_page: OpenPage, add: Add, intake: Intake
) -> None:
    """Nobody waits for the end of a long pause: the browser's `online` wakes the sender."""
    page = open_page(tempo=1)
    context.set_offline(True)
    [attempt] = add(page)
    expect(page.get_by_text("1 result not delivered yet.")).to_be_visible()
    context.set_offline(False)
    assert intake.wait_for(1, 5) == [attempt]
    expect(page.get_by_text("Everything is delivered.")).to_be_visible()


def test_leaving_the_page_sends_what_waits(open_page: OpenPage, add: Add, intake: Intake) -> None:
    """With all timers dead, twenty records go out with the page that is left."""
    page = open_page(NO_TIMERS)
    ids = add(page, 20)
    page.evaluate("new Promise((resolve) => requestIdleCallback(resolve))")
    assert intake.stored() == []
    page.goto("about:blank")
    assert sorted(intake.wait_for(20, 10)) == sorted(ids)
    # The answer was heard by nobody; the next visit hears "duplicate".
    page = open_page()
    wait_until_done(page)
    assert len(intake.stored()) == 20


def test_without_an_intake_nothing_is_sent(
    context: BrowserContext, course: CourseServer, add: Add
) -> None:
    """A course without an intake makes no request but for its own files, and says nothing."""
    foreign: list[str] = []
    context.on("request", lambda request: foreign.append(f"{request.method} {request.url}"))
    page = context.new_page()
    page.goto(course.page(None))
    page.evaluate(OPEN, COURSE)
    add(page, 3)
    page.wait_for_timeout(500)
    page.goto("about:blank")
    page.wait_for_timeout(200)
    assert [one for one in foreign if not one.startswith(f"GET {course.origin}/")] == []


def test_what_was_cleared_is_not_sent(
    context: BrowserContext, open_page: OpenPage, add: Add, intake: Intake
) -> None:
    """After "Finish and clear" the records of that person leave neither now nor later."""
    page = open_page()
    context.set_offline(True)
    add(page, 5)
    page.evaluate("store.currentProfile().then(({ id }) => store.clearProfile(id))")
    [kept] = add(page)
    context.set_offline(False)
    wait_until_done(page)
    assert intake.stored() == [kept]
    assert intake.control()["posts"].keys() == {kept}
