"""The browser that the tests start is the one Playwright means, without what no test sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SWITCH = "--disable-features="


def test_features_that_playwright_switches_off_stay_off(browser: Browser) -> None:
    """The last such switch replaces Playwright's, so it names all that Playwright's names."""
    session = browser.new_browser_cdp_session()
    words = session.send("SystemInfo.getInfo")["commandLine"].split()
    switches = [word.removeprefix(SWITCH) for word in words if word.startswith(SWITCH)]
    assert len(switches) > 1
    named = [set(switch.split(",")) for switch in switches]
    assert set().union(*named) == named[-1]
