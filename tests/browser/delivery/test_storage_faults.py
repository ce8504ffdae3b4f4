"""Where the browser keeps little or nothing, records are delivered all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect
from tests.browser.delivery.harness import OPEN
from tests.browser.delivery.pages import wait_until_done
from tests.browser.storage_page import NO_DATABASE
from tests.records.samples import COURSE

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from tests.browser.delivery.harness import CourseServer, Intake
    from tests.browser.delivery.pages import Add, OpenPage

pytestmark = pytest.mark.browser

QUOTA_B: Final = 20_000


def test_denied_database_delivers_from_local_storage(
    open_page: OpenPage, add: Add, intake: Intake
) -> None:
    """Where IndexedDB is denied, ten records wait in localStorage and arrive."""
    intake.control(rate=1.0)
    page = open_page(NO_DATABASE)
    assert page.evaluate("store.kind") == "local"
    ids = add(page, 10)
    page.close()
    intake.control(rate=0.0)
    page = open_page(NO_DATABASE)
    wait_until_done(page)
    assert sorted(intake.stored()) == sorted(ids)


def test_a_full_disk_delivers_from_local_storage(
    context: BrowserContext, course: CourseServer, add: Add, intake: Intake
) -> None:
    """With a quota of 20 kB all records are kept, in one chain, and arrive after a reload too."""
    intake.control(rate=1.0)
    page = context.new_page()
    session = context.new_cdp_session(page)
    quota = {"origin": course.origin, "quotaSize": QUOTA_B}
    session.send("Storage.overrideQuotaForOrigin", quota)
    page.goto(course.page(intake.url))
    page.evaluate(OPEN, COURSE)
    ids = add(page, 20, attestation="I did this myself. " + "x" * 2000)
    assert page.evaluate("Object.keys(localStorage).length") > 0
    page.reload()
    page.evaluate(OPEN, COURSE)
    assert page.evaluate("store.kind") == "indexeddb"
    ids += add(page, 2, attestation="x" * 2000)
    chain = page.evaluate("store.attempts().then((all) => all.map(({seq}) => seq))")
    assert chain == list(range(1, 23))
    intake.control(rate=0.0)
    intake.wait_for(22, 30)
    assert sorted(intake.stored()) == sorted(ids)


def test_nothing_kept_at_all_still_delivers_and_warns(
    playwright: Any,
    chromium_path: str,
    chromium_args: tuple[str, ...],
    tmp_path: Any,
    course: CourseServer,
    intake: Intake,
    add: Add,
) -> None:
    """With all storage blocked the page keeps the records, says so, and asks before it closes."""
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    profile = tmp_path / "blocked"
    (profile / "Default").mkdir(parents=True)
    (profile / "Default/Preferences").write_text(json.dumps(blocked), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium_path, args=[*chromium_args]
    )
    intake.control(rate=1.0)
    page = context.new_page()
    page.goto(course.page(intake.url))
    assert page.evaluate(OPEN, COURSE) == "memory"
    ids = add(page, 10)
    expect(page.get_by_text("10 results not delivered yet.")).to_be_visible()
    expect(page.get_by_text("Leave this page open until everything is delivered")).to_be_visible()
    page.mouse.click(5, 5)  # browsers ask only those who have touched the page
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    intake.control(rate=0.0)
    intake.wait_for(10, 30)
    assert sorted(intake.stored()) == sorted(ids)
    context.close()
