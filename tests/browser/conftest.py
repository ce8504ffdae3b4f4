"""A loopback server for the runtime's modules, and Chromiums that can be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

RUNTIME: Final = Path(__file__).parents[2] / "scripts/coursewright/browser"
START_TIMEOUT_S: Final = 30


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder; `/blank` is an empty page of the same origin."""

    def do_GET(self) -> None:
        """Answer `/blank` itself and leave the rest to the folder."""
        if self.path != "/blank":
            super().do_GET()
            return
        body = b"<!doctype html><html lang=en><title>blank</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Keep nothing: sources change between runs."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Give a function that serves a folder on a free port and returns its address without slash."""
    with contextlib.ExitStack() as stack:

        def start(folder: Path) -> str:
            handler = partial(QuietHandler, directory=str(folder))
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}"

        yield start


@pytest.fixture(scope="session")
def runtime_url(serve: Callable[[Path], str]) -> str:
    """Serve the runtime's source modules under `/src/`."""
    return serve(RUNTIME)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give each test a context with empty storage."""
    fresh = browser.new_context()
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext, runtime_url: str) -> Page:
    """Open an empty page from which the modules can be imported."""
    opened = context.new_page()
    opened.goto(f"{runtime_url}/blank")
    return opened


@dataclass
class Victim:
    """A Chromium of our own, with its profile on the disk."""

    process: subprocess.Popen[bytes]
    browser: Browser
    log: Path

    @property
    def has_discarded_data(self) -> bool:
        """Tell whether this Chromium took its own database for damaged and began an empty one.

        A kill in the middle of a write leaves half an entry in its log; the next start appends to
        that log, and the one after finds a wrong checksum. No page can prevent or notice it.
        """
        return "(and deleted) database" in self.log.read_text("utf-8", "replace")

    def open(self, url: str) -> Page:
        """Open a tab in the browser's own profile."""
        page = self.browser.contexts[0].new_page()
        page.goto(url)
        return page

    def kill(self) -> None:
        """End the whole browser at once, without a chance to write anything more."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with contextlib.suppress(PlaywrightError):
            self.browser.close()


def launch_victim(playwright: Playwright, command: list[str], profile: Path) -> Victim:
    """Start a Chromium on a profile folder."""
    port_file = profile / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    switches = (
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        "--enable-logging=stderr",
    )
    log = profile.with_name(f"{profile.name}.log")
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [*command, *switches, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,  # its own group, so that kill() ends nothing else
        )
    deadline = time.monotonic() + START_TIMEOUT_S
    while not (port_file.exists() and port_file.read_text().count("\n")):
        assert time.monotonic() < deadline, "Chromium does not start"
        time.sleep(0.02)
    port = port_file.read_text().split("\n")[0]
    browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
    return Victim(process, browser, log)


@pytest.fixture
def start_victim(
    playwright: Playwright, chromium_path: str, chromium_args: tuple[str, ...]
) -> Iterator[Callable[[Path], Victim]]:
    """Give a function that starts a Chromium on a profile folder; all are ended afterwards."""
    victims: list[Victim] = []

    def start(profile: Path) -> Victim:
        victims.append(launch_victim(playwright, [chromium_path, *chromium_args], profile))
        return victims[-1]

    yield start
    for victim in victims:
        victim.kill()
