"""Whatever happens between the browser and the intake, every record arrives, and arrives once."""

from __future__ import annotations

import json
import time
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect
from tests.browser.delivery.harness import OPEN, RECORD, TEMPO
from tests.browser.storage_page import NO_DATABASE
from tests.records.samples import COURSE, VERSION, authority

from coursewright.records.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page, Route
    from tests.browser.delivery.harness import CourseServer, Intake

    OpenPage = Callable[..., Page]
    Add = Callable[..., list[str]]

pytestmark = pytest.mark.browser

NO_LOCKS: Final = "Object.defineProperty(navigator, 'locks', { value: undefined })"
NO_TIMERS: Final = "globalThis.setTimeout = () => 0"
SAVE: Final = "([attempt, result]) => store.saveResult(attempt, result)"
QUOTA_B: Final = 20_000


def wait_until_done(page: Page, timeout_s: float = 60) -> None:
    """Wait until the page knows that nothing waits."""
    deadline = time.monotonic() + timeout_s
    while count := page.evaluate("store.undelivered()"):
        assert time.monotonic() < deadline, f"{count} still wait"
        page.wait_for_timeout(50)


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


def refused(page: Page) -> list[dict[str, Any]]:
    """Return what the intake refused for good."""
    rows: list[dict[str, Any]] = page.evaluate("store.sent().then((sent) => [...sent.values()])")
    return [row for row in rows if row["message"]]


def test_poison_does_not_stop_the_others(open_page: OpenPage, add: Add, intake: Intake) -> None:
    """Records that the intake rejects, or cannot take, are put aside; the rest arrives."""
    page = open_page(NO_TIMERS)
    good = add(page, 19)
    wrong = add(page, 1, responses=[{"item": "final/none", "response": "a", "ms": 1}])
    huge = add(page, 1, attestation="x" * 3999, pad="y" * 260_000)
    good += add(page, 19)
    page.close()
    page = open_page()
    wait_until_done(page)
    assert sorted(intake.stored()) == sorted(good)
    aside = refused(page)
    assert {row["attempt"] for row in aside} == {*wrong, *huge}
    assert all(row["message"].endswith(".") for row in aside)
    kept = page.evaluate("store.attempts().then((all) => all.map(({attempt}) => attempt))")
    assert {*wrong, *huge} <= set(kept)


def test_a_batch_that_is_refused_as_a_whole_is_halved(
    open_page: OpenPage, add: Add, intake: Intake
) -> None:
    """A 400 for a batch finds the one record that is the reason."""
    page = open_page(NO_TIMERS)
    good = add(page, 7)
    bad = page.evaluate(
        """(record) => {
          let deep = [];
          for (let i = 0; i < 150; i++) deep = [deep];
          return add({ ...record, deep });
        }""",
        RECORD,
    )
    good += add(page, 8)
    page.close()
    page = open_page()
    wait_until_done(page)
    assert sorted(intake.stored()) == sorted(good)
    assert [row["attempt"] for row in refused(page)] == [bad]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, "<html>Welcome to the hotel</html>"),
        (200, "{}"),
        (200, '{"schema": "coursewright/receipt/1", "records": []}'),
        (200, '{"schema": "coursewright/receipt/1", "records": [{"status": "accepted"}]}'),
        (404, "{}"),
        (403, "{}"),
        (302, ""),
        (204, ""),
    ],
)
def test_only_a_receipt_counts(
    context: BrowserContext, open_page: OpenPage, add: Add, status: int, body: str
) -> None:
    """A page that only looks like success, or a wrong address, neither loses nor refuses."""
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/html"}

    def answer(route: Route) -> None:
        route.fulfill(status=status, body=body, headers=headers)

    context.route("**/attempts", answer)
    page = open_page()
    add(page)
    expect(page.get_by_text("1 result not delivered yet.")).to_be_visible()
    assert page.evaluate("store.undelivered()") == 1
    context.unroute("**/attempts", answer)
    wait_until_done(page)


def test_a_single_conflict_is_done_with(
    context: BrowserContext, open_page: OpenPage, add: Add
) -> None:
    """409 for one record means that the intake has it; it is not sent for ever."""
    headers = {"Access-Control-Allow-Origin": "*"}
    context.route("**/attempts", lambda route: route.fulfill(status=409, headers=headers))
    page = open_page()
    add(page, 3)
    wait_until_done(page)
    assert refused(page) == []


def test_retry_after_is_honoured(context: BrowserContext, open_page: OpenPage, add: Add) -> None:
    """An intake that asks for two seconds gets them, also when something else wakes the sender."""
    seen: list[str] = []
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Retry-After",
        "Retry-After": "2",
    }

    def busy_once(route: Route) -> None:
        seen.append(route.request.method)
        if seen.count("POST") == 1:
            route.fulfill(status=503, headers=headers, body="{}")
        else:
            route.continue_()

    context.route("**/attempts", busy_once)
    page = open_page(tempo=1)
    began = page.evaluate("Date.now()")
    add(page)
    page.wait_for_function("performance.getEntriesByName(location.href).length > 0")
    page.wait_for_timeout(200)
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_until_done(page)
    waited_ms = page.evaluate("Date.now()") - began
    assert 1900 < waited_ms < 6000


def test_pauses_grow_and_differ(context: BrowserContext, open_page: OpenPage, add: Add) -> None:
    """Against an intake that is down the pauses grow, and do not go in step."""
    times: list[float] = []

    def refuse(route: Route) -> None:
        times.append(time.monotonic())
        route.abort()

    context.route("**/attempts", refuse)
    page = open_page(tempo=0.1)
    add(page)
    page.wait_for_timeout(6000)
    # A tenth of 2, 4, 8, 16 … seconds, each times chance: some tries, but no storm of them.
    pauses = [after - before for before, after in pairwise(times)]
    assert 3 <= len(times) <= 16
    assert max(pauses) > 3 * min(pauses)


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


def result(attempt: str, graded: str, **changes: Any) -> dict[str, Any]:
    """Return a result file."""
    value = {
        "schema": "coursewright/result/1",
        "course": COURSE,
        "attempt": attempt,
        "quiz": "final",
        "quiz_version": VERSION,
        "score": "0.5000",
        "passed": False,
        "graded": graded,
    }
    return value | changes


@pytest.mark.parametrize(
    ("before", "wins"),
    [
        (("2099-01-01T00:00:00.000Z", {}), "0.5000"),
        (("2020-01-01T00:00:00.000Z", {}), "1.0000"),
        (("2099-01-01T00:00:00.000Z", {"indicative": True}), "1.0000"),
    ],
)
def test_a_result_is_never_replaced_by_an_older_one(
    open_page: OpenPage,
    add: Add,
    before: tuple[str, dict[str, Any]],
    wins: str,
) -> None:
    """The intake's result is kept with its objectives, unless the training team said later."""
    page = open_page(NO_TIMERS)
    [attempt] = add(page)
    graded, more = before
    page.evaluate(SAVE, [attempt, result(attempt, graded, **more)])
    page.close()
    page = open_page()
    wait_until_done(page)
    [kept] = page.evaluate("store.results().then((all) => [...all.values()])")
    assert kept["score"] == wins
    assert ("objectives" in kept) is (wins == "1.0000")
    page.evaluate(
        SAVE,
        [attempt, result(attempt, "2000-01-01T00:00:00.000Z", indicative=True)],
    )
    assert page.evaluate("store.results().then((all) => [...all.values()])") == [kept]


def test_retries_are_the_same_bytes(context: BrowserContext, open_page: OpenPage, add: Add) -> None:
    """However often a record is sent, its text never changes."""
    bodies: Counter[str] = Counter()

    def note(route: Route) -> None:
        bodies[route.request.post_data or ""] += 1
        if bodies.total() < 4:
            route.abort()
        else:
            route.continue_()

    context.route("**/attempts", note)
    page = open_page(tempo=TEMPO)
    add(page)
    wait_until_done(page)
    assert list(bodies.values()) == [4]
