"""The real intake behind faults of every kind, in a process of its own.

    python -m tests.browser.delivery.fault_server '{"ledger": "…", "seed": 1, "rate": 0.65}'

It prints its address. `POST /control` with `{"rate": 0.2}` changes how often something fails;
every answer of `/control` says how often each attempt was posted and each fault happened.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from tests.records.samples import authority

from coursewright.pipeline import load_course
from coursewright.records.banks import course_banks
from coursewright.records.intake.app import create_app
from coursewright.records.intake.settings import CourseState, IntakeSettings, Limits
from coursewright.records.keys import NO_KEYS, read_keys
from coursewright.records.verify import Authority

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FAULTS: Final = {
    "500": 10,
    "503": 10,
    "429": 10,
    "hang": 10,
    "reset": 10,
    "stored-then-500": 7.5,
    "stored-then-reset": 7.5,
}
"""Shares of a total of 65: what did not reach the ledger, and 15 that did but does not say so."""
STATUS: Final = {"500": 500, "503": 503, "429": 429, "stored-then-500": 500}
SLOW_SHARE: Final = 0.1
SLOW_S: Final = 0.3
HANG_S: Final = 30


@dataclass
class Faulty:
    """ASGI middleware that lets a seeded share of the posts fail."""

    app: ASGIApp
    seed: int
    rate: float
    hang_s: float
    posts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin the series of faults."""
        self.random = random.Random(self.seed)  # noqa: S311 - it must be repeatable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or fail to."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        body = await _read(receive)
        if scope["path"] == "/control":
            await self._control(json.loads(body or b"{}"), send)
            return
        self._count(body)
        fault = self._draw()
        self.faults[fault] += 1
        await self._fail(fault, scope, body, send)

    def _count(self, body: bytes) -> None:
        self.times.append(asyncio.get_running_loop().time())
        records = json.loads(body)
        for record in records if isinstance(records, list) else []:
            self.posts[record["attempt"] if isinstance(record, dict) else ""] += 1

    def _draw(self) -> str:
        if self.random.random() < self.rate:
            return self.random.choices([*FAULTS], [*FAULTS.values()])[0]
        return "slow" if self.rate and self.random.random() < SLOW_SHARE else "none"

    async def _fail(self, fault: str, scope: Scope, body: bytes, send: Send) -> None:
        async def again() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def to_nobody(_message: Message) -> None:
            return

        if fault == "slow":
            await asyncio.sleep(SLOW_S)
        if fault in {"none", "slow"}:
            await self.app(scope, again, send)
            return
        if fault.startswith("stored"):
            await self.app(scope, again, to_nobody)
        if fault == "hang":
            await asyncio.sleep(self.hang_s)
        if fault in STATUS:
            await self._answer(STATUS[fault], scope, send)
            return
        # uvicorn's own object: there is no other way to end a connection without an answer.
        send.__self__.transport.abort()  # type: ignore[attr-defined]

    async def _answer(self, status: int, scope: Scope, send: Send) -> None:
        headers = [(b"content-type", b"text/html")]
        if status in {503, 429}:
            headers.append((b"retry-after", b"1"))
        origin = dict(scope["headers"]).get(b"origin", b"")
        # Half of the time like a proxy that knows nothing of CORS: the page sees a network error.
        if self.random.random() < 0.5:
            headers.append((b"access-control-allow-origin", origin))
            headers.append((b"access-control-expose-headers", b"Retry-After"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"<h1>Sorry</h1>"})

    async def _control(self, wish: dict[str, Any], send: Send) -> None:
        self.rate = wish.get("rate", self.rate)
        if "forget" in wish:
            self.posts.clear()
            self.faults.clear()
            self.times.clear()
        value = {"posts": self.posts, "faults": self.faults, "times": self.times}
        body = json.dumps(value).encode()
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive) -> bytes:
    body, is_more = b"", True
    while is_more:
        message = await receive()
        body += message.get("body", b"")
        is_more = message.get("more_body", False)
    return body


def course_authority(root: Path) -> Authority:
    """Return what verdicts on a real course are made from; HR's keys are in ROOT/keys, if any."""
    loaded = load_course(root)
    assert loaded.course is not None
    banks = course_banks(root, loaded.course, loaded.pools)
    return Authority(loaded.course.id, banks, read_keys(root / "keys"))


def main(options: dict[str, Any]) -> None:
    """Serve until the process is ended."""
    root = options.get("root")
    keys = read_keys(Path(options["keys"])) if "keys" in options else NO_KEYS
    state = CourseState(course_authority(Path(root)) if root else authority(keys=keys))
    origins = tuple(options["origins"])
    settings = IntakeSettings(
        ledger=Path(options["ledger"]),
        course=lambda: state,
        origins=origins,
        results_for=options.get("results_for", "everyone"),
        limits=Limits(
            rate_per_s=10_000, burst=10_000, results_per_day=10_000, **options.get("limits", {})
        ),
    )
    app = Faulty(
        create_app(settings), options["seed"], options["rate"], options.get("hang_s", HANG_S)
    )
    listener = socket.create_server(("127.0.0.1", options.get("port", 0)))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)  # noqa: T201 - to the test
    config = uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
