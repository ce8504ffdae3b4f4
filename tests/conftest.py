"""One driver, one Chromium and one kind of web server for every test that needs them.

They live here and not deeper, because Playwright's synchronous driver can run once per process.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import socket
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings
from tests.patience import PATIENCE_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Playwright

# Of several switches of this name Chromium obeys the last, so Playwright's own are repeated.
FEATURES_OFF: Final = (
    # For each context the browser would start two pages for its address bar, which no test sees,
    # and a process in reserve: that is three fifths of what a context costs.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
    # Playwright's; `browser/test_chromium.py` holds them to its version.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)
CHROMIUM_ARGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(FEATURES_OFF)}",
)
# What takes longest goes first: begun last, it would keep one worker busy while the other idles.
# Beyond these the order plays no part. In the order of `--durations=0`, added up by file.
LONGEST: Final = (
    "handbook/test_commands_run.py",
    "handbook/test_shown_outputs.py",  # both are one group
    "browser/delivery/test_soak.py",
    "site/test_accessibility.py",
    "site/test_quality.py",
    "site/test_delivery.py",
    "acceptance/",
    "browser/delivery/",
    "editing/",
    "engines/test_cost.py",
    "browser_elements/",
    "records/test_fuzz.py",
    "site_validity/",
    "checks/writing/mutation/",
    "site/",
    "browser/",
    "checks/writing/",
    "records/",
    "cli/",
)
CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")


# A shared machine may pause at any time, so no example has a deadline.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each file on one worker, so that its fixtures are made once; the longest go first."""
    here = Path(__file__).parent
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            name = item.path.relative_to(here).with_suffix("").as_posix()
            item.add_marker(pytest.mark.xdist_group(name))
    items.sort(key=lambda item: _rank(item.path.relative_to(here).as_posix()))


def _rank(path: str) -> int:
    """Return the place of a test file in the order of work."""
    return next((at for at, one in enumerate(LONGEST) if path.startswith(one)), len(LONGEST))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start the driver once."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only browser tests pay

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright) -> str:
    """Find a Chromium: COURSEWRIGHT_CHROMIUM, the system's, or the one Playwright installed."""
    path = find_chromium(playwright)
    if path is None:
        pytest.fail(
            "no Chromium: install one, name it in COURSEWRIGHT_CHROMIUM or run scripts/test.py"
        )
    return path


def find_chromium(playwright: Playwright) -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("COURSEWRIGHT_CHROMIUM")
    if named:
        return named
    on_path = (shutil.which(name) for name in CHROMIUM_NAMES)
    for path in ("/usr/bin/chromium", *on_path, playwright.chromium.executable_path):
        if path and Path(path).exists():
            return path
    return None


@pytest.fixture(scope="session")
def chromium_args() -> tuple[str, ...]:
    """Switches for a Chromium of the tests: no sandbox in containers, no traffic of its own."""
    return CHROMIUM_ARGS


@pytest.fixture(scope="session")
def browser(
    playwright: Playwright, chromium_path: str, chromium_args: tuple[str, ...]
) -> Iterator[Browser]:
    """Start one Chromium; each test takes a context of its own from it."""
    running = playwright.chromium.launch(executable_path=chromium_path, args=[*chromium_args])
    yield running
    running.close()


@pytest.fixture(scope="session")
def free_port() -> int:
    """Find a port of loopback that nobody listens on, and that no other socket will be given.

    Systems hand out ports from 32768 up, to every connection a browser opens: one of those could
    be taken before the service that is meant to listen there has started.
    """
    while True:
        port = random.randrange(10_000, 32_000)  # noqa: S311 - no secret
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder without a log."""

    def log_message(self, *_args: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Give a function that serves a folder on loopback and returns its address without slash.

    Every server it started is stopped at the end.
    """
    running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def start(folder: Path) -> str:
        handler = partial(QuietHandler, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()
