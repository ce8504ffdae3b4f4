"""The real intake on loopback, in a thread of the test, and a client that hides nothing."""

from __future__ import annotations

import http.client
import io
import json
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.patience import PATIENCE_S
from tests.records.crafting import ring
from tests.records.samples import COURSE, NOW, authority, bank, banks

from coursewright.records.intake import CourseState, IntakeSettings, create_app
from coursewright.records.intake.server import IntakeServer, listen, serve
from coursewright.records.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.types import ASGIApp

SITE = "https://learn.example.com"
JSON_TYPE = {"Content-Type": "application/json"}
__all__ = ["COURSE", "JSON_TYPE", "NOW", "SITE", "Answer", "Clock", "Service", "banks"]


@dataclass(slots=True)
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def advance(self, **step: float) -> None:
        """Move it by a timedelta's arguments."""
        self.now += timedelta(**step)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    """Names in lower case."""
    raw: bytes

    @property
    def value(self) -> Any:
        """The body as JSON."""
        return json.loads(self.raw)


def course_state(**attempts: int) -> CourseState:
    """Return the sample course with HR's key, and limits of attempts."""
    practice = bank(quiz="warm-up", kind="practice")
    return CourseState(authority(banks(bank(), practice), ring()), attempts)


@dataclass
class Service:
    """A running intake."""

    folder: Path
    state: CourseState = field(default_factory=course_state)
    settings: dict[str, Any] = field(default_factory=dict)
    proxies: str | None = None
    around: Callable[[ASGIApp], ASGIApp] = lambda app: app
    """Middleware between the server and the intake: where a test lets the network fail."""

    def start(self) -> Service:
        """Start it on a free port."""
        self.clock = Clock()
        self.log = io.StringIO()
        self.listening = listen("127.0.0.1", 0)
        self.port: int = self.listening.getsockname()[1]
        settings = IntakeSettings(
            **{
                "ledger": self.folder,
                "course": lambda: self.state,
                "clock": self.clock,
                "log": self.log,
                **self.settings,
            }
        )
        self.server = IntakeServer(self.around(create_app(settings)), self.proxies)
        ready = threading.Event()
        self.server.on_ready = ready.set
        self.thread = threading.Thread(target=serve, args=(self.server, self.listening))
        self.thread.start()
        assert ready.wait(PATIENCE_S)
        return self

    def stop(self) -> None:
        """Stop it the way the command does."""
        self.server.should_exit = True
        self.thread.join(PATIENCE_S)
        assert not self.thread.is_alive()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body, headers or {})
            reply = connection.getresponse()
            names = {name.lower(): value for name, value in reply.getheaders()}
            return Answer(reply.status, names, reply.read())
        finally:
            connection.close()

    def post(self, records: Any, **headers: str) -> Answer:
        """Post records as a browser does."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("POST", "/attempts", json.dumps(records).encode(), JSON_TYPE | more)

    def rows(self, records: Any) -> list[dict[str, Any]]:
        """Post records and return the receipt's rows."""
        answer = self.post(records)
        assert answer.status == 200, answer.raw
        rows: list[dict[str, Any]] = answer.value["records"]
        return rows

    def ledger(self) -> Ledger:
        """Open the ledger beside the service."""
        return Ledger(self.folder, self.state.authority)

    def log_lines(self, event: str | None = None, at_least: int = 0) -> list[dict[str, Any]]:
        """Return the lines of the log, of one event; wait until there are enough.

        A request is logged after its answer was sent, so that a test may be faster.
        """
        end = time.monotonic() + PATIENCE_S
        while True:
            lines = [json.loads(line) for line in self.log.getvalue().splitlines()]
            found = [line for line in lines if event in {None, line["event"]}]
            if len(found) >= at_least:
                return found
            assert time.monotonic() < end, f"{len(found)} lines of {event}"
            time.sleep(0.01)
