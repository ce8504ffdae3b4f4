"""How often and when a record is sent again, and that it stays the same."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.browser.delivery.harness import TEMPO
from tests.browser.delivery.pages import wait_until_done

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Route
    from tests.browser.delivery.pages import Add, OpenPage

pytestmark = pytest.mark.browser


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
