"""What the proofs of delivery share: the faulty intake, the page, and the truth in the ledger."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlsplit

from tests.records.samples import COURSE, VERSION, authority

from coursewright.records.ledger import Ledger

ROOT: Final = Path(__file__).parents[3]
RUNTIME: Final = ROOT / "scripts/coursewright/browser"
TEMPO: Final = 0.05
"""Pauses and time-outs of the sender are this much shorter than for learners."""
START_TIMEOUT_S: Final = 30
POLL_S: Final = 0.05

PAGE: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Course</title>
<link rel="icon" href="data:,"></head><body>
<course-delivery class="course-delivery" data-course="{course}" {intake} data-tempo="{tempo}"
 data-record="/record" data-certificate="/certificate" data-paths='{{"core":"Core course"}}' hidden>
</course-delivery>
<script src="/dist/course-delivery.js"></script>{more}</body></html>"""
RECORD_PAGE: Final = f"""<h1>My training record</h1>
<course-record data-course="{COURSE}"></course-record>
<course-profile data-course="{COURSE}"></course-profile>
<script src="/dist/course-home.js"></script>"""

# The built delivery bundle runs in the page; the records come from the store as quizzes make them.
OPEN: Final = """async (course) => {
  const { openStore } = await import("/src/storage/store.js");
  const { newUuid } = await import("/src/core/uuid.js");
  globalThis.store = await openStore(course);
  globalThis.add = async (record) => {
    const [at, attempt] = [new Date().toISOString(), newUuid()];
    await store.addAttempt({ ...record, attempt, started: at, submitted: at });
    return attempt;
  };
  return store.kind;
}"""
RECORD: Final = {
    "schema": "coursewright/attempt/1",
    "course": COURSE,
    "quiz": "final",
    "quiz_version": VERSION,
    "language": "en",
    "tz_offset": 60,
    "attestation": "I did this myself.",
    "responses": [
        {"item": "final/two", "response": "a", "ms": 9000},
        {"item": "final/gap", "response": ["Sorry."], "ms": 9000},
        {"item": "final/mood", "response": [["a", 4]], "ms": 9000},
    ],
    "client": {"app": "coursewright", "version": "0.1.0"},
}


@dataclass
class Intake:
    """The faulty intake as a process; it can be stopped and started again on its ledger."""

    ledger: Path
    origins: list[str]
    seed: int = 1
    rate: float = 0.0
    more: dict[str, Any] = field(default_factory=dict)
    """Further options of the server."""
    url: str = ""
    process: subprocess.Popen[str] | None = None

    def start(self) -> Self:
        """Start it, on the port it had before."""
        options = {
            "ledger": str(self.ledger),
            "origins": self.origins,
            "seed": self.seed,
            "rate": self.rate,
            "port": urlsplit(self.url).port or 0,
        } | self.more
        module = "tests.browser.delivery.fault_server"
        command = [sys.executable, "-m", module, json.dumps(options)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            self.stop()
            raise AssertionError("the intake does not start")
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self._answers():
            assert time.monotonic() < deadline, "the intake does not answer"
            time.sleep(POLL_S)
        return self

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health") as answer:  # noqa: S310 - loopback
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """End it."""
        if self.process:
            self.process.terminate()
            self.process.wait()
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None

    def control(self, **wish: Any) -> dict[str, Any]:
        """Change the faults; return how often what was posted and what failed."""
        request = urllib.request.Request(  # noqa: S310 - loopback
            f"{self.url}/control", json.dumps(wish).encode(), method="POST"
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - loopback
            value: dict[str, Any] = json.load(answer)
        return value

    def stored(self) -> list[str]:
        """Return the id of every attempt in the ledger; an attempt stored twice is there twice."""
        with Ledger(self.ledger, authority()) as ledger:
            return [row.attempt for row in ledger.attempts()]

    def arrived(self) -> set[str]:
        """Return the attempts that are stored so far, by a look that costs the intake nothing.

        `stored` computes what a report shows; while waiting, that took the processor from the
        browser and the intake that one waits for.
        """
        path = self.ledger / "ledger.sqlite"
        if not path.exists():
            return set()
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return {row[0] for row in db.execute("SELECT attempt FROM attempts")}

    def wait_for(self, count: int, timeout_s: float) -> list[str]:
        """Wait until the ledger holds so many attempts and return their ids."""
        deadline = time.monotonic() + timeout_s
        while len(found := self.arrived()) < count:
            assert time.monotonic() < deadline, f"{len(found)} of {count} arrived"
            time.sleep(POLL_S)
        return self.stored()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()


class CourseServer:
    """Serves the runtime, and pages whose intake is named in their address."""

    def __init__(self) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body, kind = page_or_file(self.path)
                self.send_response(200 if body is not None else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body or b"")))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_args: object) -> None:
                """Stay quiet."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever)
        self.port = self._http.server_port
        self.origin = f"http://127.0.0.1:{self.port}"

    def page(self, intake: str | None, tempo: float = TEMPO) -> str:
        """Return the address of a page that delivers to an intake."""
        return f"{self.origin}/page?intake={intake or ''}&tempo={tempo}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def page_or_file(path: str) -> tuple[bytes | None, str]:
    """Return body and content type for a request path; no body: there is no such file."""
    parts = urlsplit(path)
    if parts.path == "/page":
        query = parse_qs(parts.query)
        intake = f'data-intake="{query["intake"][0]}"' if "intake" in query else ""
        more = RECORD_PAGE if "record" in query else ""
        values = {"course": COURSE, "intake": intake, "tempo": query["tempo"][0], "more": more}
        return PAGE.format(**values).encode(), "text/html; charset=utf-8"
    file = RUNTIME / parts.path.lstrip("/")
    if not file.is_file():
        return None, "text/plain"
    return file.read_bytes(), "text/javascript; charset=utf-8"
