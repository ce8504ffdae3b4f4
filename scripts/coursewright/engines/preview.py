"""The live preview: builds on every save, and shows findings in the page while a file is broken."""

from __future__ import annotations

import html
import logging
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mkdocs.livereload import LiveReloadServer

from coursewright.diagnostics import CoursewrightError
from coursewright.engines.build import BuildWarningsError, write_site
from coursewright.engines.handbook import with_handbook
from coursewright.pipeline import load_course
from coursewright.rendering import render_course

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from coursewright.diagnostics import Findings

WATCHED: Final = ("modules", "quizzes", "docs", "mkdocs.yml")
POLL_S: Final = 0.5
_CODE: Final = re.compile(r"``\s(?P<long>.+?)\s``|`(?P<code>[^`]+)`")

# Only the preview sends this page; a site never holds inline styles.
_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; }
li { margin-block: 1.5rem; }
pre { border-inline-start: 0.25rem solid; padding: 0.5rem 1rem; white-space: pre-wrap; }
mark { background: #ffd54f; color: #000; outline: 0.15rem solid #ffd54f; }
code { font-family: ui-monospace, monospace; }
"""


class Preview:
    """Serves a course from a private folder and rebuilds it when a source changes."""

    def __init__(self, root: Path, host: str, port: int) -> None:
        self.root = root
        self.folder = Path(tempfile.mkdtemp(prefix="coursewright-"))
        self.server = _Server(self.build, host, port, str(self.folder), polling_interval=POLL_S)
        self.say: Callable[[str], None] = lambda _text: None
        self.intake: str | None = None
        """Address of the intake beside the preview. The course's own is never used: what you try
        out is nobody's result."""

    @property
    def url(self) -> str:
        """Where the preview listens."""
        host, port = self.server.server_address[:2]
        return f"http://{host!s}:{port}/"

    def run(self, say: Callable[[str], None]) -> None:
        """Build, serve, and rebuild on every change until interrupted.

        Args:
            say: prints one line for the trainer.

        Raises:
            OSError: the port is taken.
        """
        self.say = say
        logging.getLogger("mkdocs").setLevel(logging.CRITICAL)  # we say ourselves what happens
        try:
            for name in WATCHED:
                if (self.root / name).exists():
                    self.server.watch(str(self.root / name))
            # Before the first build: starting takes a snapshot, so no save from now on is missed.
            self.server.observer.start()
            self.build()
            self.server.on_ready = self._tell_addresses
            self.server.serve()
        finally:
            self.server.shutdown()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _tell_addresses(self) -> None:
        self.say(f"The course is at {self.url} (stop: Ctrl+C)")
        if self.intake is not None:
            self.say(f"Finished quizzes are graded at {self.intake}; the records go to .preview/")

    def build(self) -> None:
        """Build once; what went wrong becomes the page that every address shows."""
        try:
            self.server.failure = self._build()
        except CoursewrightError as fault:
            self.server.failure = _page("The site cannot be built", f"<p>{_text(str(fault))}</p>")
            self.say(f"course: {fault}")
        except Exception as defect:  # noqa: BLE001 - the preview must survive any defect
            text = f"An internal error ({type(defect).__name__}: {defect}). This is our mistake."
            self.server.failure = _page("The site cannot be built", f"<p>{_text(text)}</p>")
            self.say(f"course: {text}")

    def _build(self) -> bytes | None:
        loaded = load_course(self.root, with_drafts=True)
        if loaded.course is None or loaded.findings.has_errors:
            errors = sum(finding.severity == "error" for finding in loaded.findings)
            self.say(f"{errors} {'error' if errors == 1 else 'errors'}; the browser shows more.")
            return render_findings(loaded.findings)
        for finding in loaded.findings:
            self.say(f"{finding.span}: {finding.severity}: {finding.message}. {finding.hint}")
        course = replace(with_handbook(loaded.course, self.root), intake=self.intake)
        rendered = render_course(course, loaded.pools, loaded.published, with_handbook=True)
        try:
            write_site(self.root, rendered, self.folder, self.url)
        except BuildWarningsError as warnings:
            self.say(str(warnings))  # a preview with a broken link is better than none
        self.say(f"Built {len(rendered.pages)} pages.")
        return None


def render_findings(findings: Findings) -> bytes:
    """Return the page that stands in for the site while the course has errors."""
    rows = []
    for finding in findings:
        line = findings.source_line(finding.span)
        quote = (
            "" if line is None else f"<pre><code>{_marked(line, finding.span.column)}</code></pre>"
        )
        rows.append(
            f"<li><strong>{_rich(finding.message)}</strong><br>"
            f"<code>{_text(str(finding.span))}</code> · {_text(finding.severity)} "
            f"{_text(finding.code)}{quote}<p>{_rich(finding.hint)}</p></li>"
        )
    body = f"<p>Mend these and save: the page comes back by itself.</p><ol>{''.join(rows)}</ol>"
    return _page("The course has findings", body)


def _marked(line: str, column: int) -> str:
    """Return a source line with the character at a column (from 1) marked."""
    before, at, after = line[: column - 1], line[column - 1 : column], line[column:]
    return f"{_text(before)}<mark>{_text(at or ' ')}</mark>{_text(after)}"


def _rich(text: str) -> str:
    """Return a message as HTML: what stands between backticks is code."""
    return _CODE.sub(lambda found: f"<code>{found['long'] or found['code']}</code>", _text(text))


def _page(title: str, body: str) -> bytes:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{_text(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{_text(title)}</h1>{body}</main></body></html>"
    ).encode()


def _text(text: str) -> str:
    return html.escape(text)


class _Server(LiveReloadServer):
    """MkDocs' server, with one page for every address while the course is broken."""

    failure: bytes | None = None

    def __init__(self, builder: Callable[[], None], *args: Any, **kwargs: Any) -> None:
        super().__init__(builder, *args, **kwargs)
        self.on_ready: Callable[[], None] = lambda: None
        self.error_handler = self._not_found
        # Bound at once, so that the address is known before the first build.
        self.server_bind()
        self._is_bound = True

    def server_bind(self) -> None:
        if not getattr(self, "_is_bound", False):
            super().server_bind()

    def server_activate(self) -> None:
        super().server_activate()
        self.on_ready()

    def serve(self, *, open_in_browser: bool = False) -> None:  # noqa: ARG002 - MkDocs' signature
        """Serve until shut down. Unlike MkDocs' own, it finds the observer running already."""
        self.server_activate()
        self.serve_thread.start()
        self._build_loop()  # type: ignore[no-untyped-call]

    def _serve_request(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        if self.failure is None:
            return super()._serve_request(environ, start_response)
        content: bytes = self._inject_js_into_html(self.failure, epoch)  # type: ignore[no-untyped-call]
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
        ]
        start_response("500 Course has errors", headers)
        return [content]

    def _not_found(self, code: int) -> bytes | None:
        page = Path(self.root) / f"{code}.html"
        return page.read_bytes() if page.is_file() else None
