"""What the intake answers: only a receipt counts, and what is refused stops nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect
from tests.browser.delivery.harness import RECORD
from tests.browser.delivery.pages import NO_TIMERS, refused, wait_until_done
from tests.records.samples import COURSE, VERSION

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Route
    from tests.browser.delivery.harness import Intake
    from tests.browser.delivery.pages import Add, OpenPage

pytestmark = pytest.mark.browser

SAVE: Final = "([attempt, result]) => store.saveResult(attempt, result)"


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
