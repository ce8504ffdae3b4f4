"""Runs the intake's application: the listening socket, the HTTP server, and its graceful stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import threading
from typing import TYPE_CHECKING, Final

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

BACKLOG: Final = 512
MOST_CONNECTIONS: Final = 1_000
MOST_HEADER_BYTES: Final = 16_384
HEADERS_S: Final = 10.0
"""How long the headers of a request may take."""
IDLE_S: Final = 15
"""How long a connection may wait for its next request."""
READING_S: Final = 15.0
"""How often to look whether a client reads its answers; one that does not is cut off."""
STOP_S: Final = 20
"""How long requests under way have when the service is told to stop."""


class IntakeProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, for clients that are slow on purpose.

    uvicorn limits the wait between two requests, but neither how long the headers of one take nor
    how long an answer may stay unread.
    """

    _headers_timer: asyncio.TimerHandle | None = None
    _reading_timer: asyncio.TimerHandle | None = None
    _unread: int = 0
    """Bytes of answers that waited for the client when we last looked."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; beyond the limit of connections, end at once."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._headers_timer = self.loop.call_later(HEADERS_S, self._too_slow)
        self._reading_timer = self.loop.call_later(READING_S, self._check_reading)

    def data_received(self, data: bytes) -> None:
        """Take what arrived, and time the headers that have not arrived completely."""
        super().data_received(data)
        is_working = self.cycle is not None and not self.cycle.response_complete
        if is_working or self._is_idle():
            self._stop_timer()
        elif self._headers_timer is None and not self.transport.is_closing():
            self._headers_timer = self.loop.call_later(HEADERS_S, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        self._stop_timer()
        if self._reading_timer is not None:
            self._reading_timer.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's signature
        """Answer what is no HTTP like every other mistake: in JSON, and without an echo."""
        body = b'{"error":"not-http","message":"This is no HTTP/1.1 request."}'
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        with contextlib.suppress(h11.LocalProtocolError):
            for event in (
                h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _is_idle(self) -> bool:
        """Say whether nothing of a next request is here; then uvicorn's own timer runs."""
        return self.cycle is not None and not self.conn.trailing_data[0]

    def _check_reading(self) -> None:
        """End a connection whose client reads nothing, also one that was closed and never ends."""
        waiting = self.transport.get_write_buffer_size()
        if waiting and waiting >= self._unread > 0:
            self.transport.abort()
            return
        self._unread = waiting
        self._reading_timer = self.loop.call_later(READING_S, self._check_reading)

    def _too_slow(self) -> None:
        self._headers_timer = None
        self.transport.abort()

    def _stop_timer(self) -> None:
        if self._headers_timer is not None:
            self._headers_timer.cancel()
            self._headers_timer = None


class IntakeServer(uvicorn.Server):
    """Serves until told to stop; stops accepting, finishes what is under way, closes the ledger."""

    def __init__(self, app: ASGIApp, proxies: str | None = None) -> None:
        """Prepare.

        Args:
            app: the intake's application.
            proxies: addresses of reverse proxies, by commas, whose `X-Forwarded-For` names the
                client; None: nobody's.
        """
        super().__init__(
            uvicorn.Config(
                app,
                http=IntakeProtocol,
                ws="none",
                lifespan="on",
                loop="asyncio",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=proxies is not None,
                forwarded_allow_ips=proxies or "",
                backlog=BACKLOG,
                timeout_keep_alive=IDLE_S,
                timeout_graceful_shutdown=STOP_S,
                h11_max_incomplete_event_size=MOST_HEADER_BYTES,
            )
        )
        # Our own log says what happens, without addresses and paths.
        library = logging.getLogger("uvicorn")
        library.propagate = False
        library.handlers[:] = [logging.NullHandler()]
        self.on_ready: Callable[[], None] = lambda: None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell."""
        await super().startup(sockets)
        self.on_ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGTERM and SIGINT, and end normally: uvicorn raises the signal once more."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self._stop) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, *_: object) -> None:
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 finds a free one.

    Raises:
        CoursewrightError: the address cannot be used.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family = found[0][0]
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        message = f"the intake cannot listen on {host} port {port}: {error.strerror or error}"
        raise CoursewrightError(message) from error
    listening.setblocking(False)  # noqa: FBT003 - the socket module's signature
    return listening


def address_of(listening: socket.socket) -> str:
    """Return `http://host:port` of a listening socket."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(server: IntakeServer, listening: socket.socket) -> None:
    """Serve on a socket until told to stop.

    Raises:
        CoursewrightError: the application did not start.
    """
    try:
        asyncio.run(server.serve(sockets=[listening]))
    except SystemExit as error:
        raise CoursewrightError("the intake did not start") from error
