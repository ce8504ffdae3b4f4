"""What the tests of delivery do in a page that delivers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    OpenPage = Callable[..., Page]
    Add = Callable[..., list[str]]

NO_TIMERS: Final = "globalThis.setTimeout = () => 0"


def wait_until_done(page: Page, timeout_s: float = 60) -> None:
    """Wait until the page knows that nothing waits."""
    deadline = time.monotonic() + timeout_s
    while count := page.evaluate("store.undelivered()"):
        assert time.monotonic() < deadline, f"{count} still wait"
        page.wait_for_timeout(50)


def refused(page: Page) -> list[dict[str, Any]]:
    """Return what the intake refused for good."""
    rows: list[dict[str, Any]] = page.evaluate("store.sent().then((sent) => [...sent.values()])")
    return [row for row in rows if row["message"]]
