"""A loopback server for the fixtures and the browser that opens them.

The pages load the sources of the runtime as modules, so these tests never see a stale bundle, and
the theme's own style sheets, so that they see what the theme does to our elements.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

import material
import pytest
from tests.patience import PATIENCE_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT: Final = Path(__file__).parents[2]
FIXTURES: Final = Path(__file__).parent / "fixtures"
SOURCES: Final = ROOT / "scripts/coursewright/browser/src"
THEME: Final = Path(material.__file__).parent / "templates/assets/stylesheets"
TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}


@dataclass
class Site:
    """The fixtures on loopback; `edits` changes a page on its way out, as a trainer would."""

    url: str
    edits: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in a page from now on; the text must be there."""
        assert old in (FIXTURES / name).read_text(encoding="utf-8")
        self.edits.setdefault(name, []).append((old, new))

    def read(self, path: str) -> bytes | None:
        """Return the body for a request path; None when there is no such file."""
        name = path.partition("?")[0].removeprefix("/")
        if name.startswith("theme/"):
            [file] = THEME.glob(f"{Path(name).stem}.*.min.css")
            return file.read_bytes()
        folder = SOURCES if name.startswith("src/") else FIXTURES
        file = folder / name.removeprefix("src/")
        if not file.is_file():
            return None
        text = file.read_text(encoding="utf-8")
        for old, new in self.edits.get(name, []):
            text = text.replace(old, new)
        return text.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve the fixtures for one test."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = served.read(self.path)
            self.send_response(404 if body is None else 200)
            suffix = Path(self.path.partition("?")[0]).suffix
            self.send_header("Content-Type", TYPES.get(suffix, "text/plain"))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Site(f"http://127.0.0.1:{server.server_port}/")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give each test its own empty storage."""
    fresh = browser.new_context(viewport={"width": 1000, "height": 900})
    fresh.set_default_timeout(PATIENCE_MS)
    yield fresh
    fresh.close()


@pytest.fixture
def visit(context: BrowserContext, site: Site) -> Iterator[Callable[[str], Page]]:
    """Open a fixture in a new tab and wait for its elements; errors on any page fail the test."""
    problems: list[str] = []

    def open_page(name: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" else 0)
        page.goto(site.url + name)
        page.locator("[data-ready]").first.wait_for(state="attached")
        return page

    yield open_page
    assert problems == []
