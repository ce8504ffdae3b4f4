from __future__ import annotations

import contextlib
import json
import socket
import time

import pytest
from tests.patience import PATIENCE_S
from tests.records.crafting import enrolled
from tests.records.intake.service import JSON_TYPE

from coursewright.records.intake import Limits, server

SOON_S = 8
"""Shorter than any limit of the server that a test leaves as it is: 10 s for headers, 15 s for
reading, 20 s for a body. Who is cut off later was not cut off by the test's limit."""


@contextlib.contextmanager
def raw(service):
    """Open a bare connection."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=PATIENCE_S) as line:
        yield line


def read_to_end(line):
    """Return everything until the other side closes; a reset is an end too."""
    parts = []
    with contextlib.suppress(ConnectionError):
        while part := line.recv(65_536):
            parts.append(part)
    return b"".join(parts)


def health(line):
    """Ask for health on an open connection; say whether the answer is 200."""
    line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
    answer = b""
    while not answer.endswith(b"}"):
        answer += line.recv(65_536)
    return answer.startswith(b"HTTP/1.1 200 ")


def head(length):
    """Return the headers of a POST."""
    lines = [
        "POST /attempts HTTP/1.1",
        "Host: x",
        "Content-Type: application/json",
        f"Content-Length: {length}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def test_a_body_that_trickles_is_given_up(start):
    """A slow-loris body gets 408 when its time is over, however often a byte arrives."""
    service = start(limits=Limits(body_s=0.6))
    with raw(service) as line:
        line.sendall(head(1_000))
        begun = time.monotonic()
        line.settimeout(0.05)
        answer = b""
        while not answer and time.monotonic() - begun < SOON_S:
            with contextlib.suppress(TimeoutError):
                answer = line.recv(65_536)
            with contextlib.suppress(ConnectionError):
                line.sendall(b" ")

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in answer.lower()
    assert 0.5 < time.monotonic() - begun < SOON_S
    assert service.ask("GET", "/health").status == 200


@pytest.mark.parametrize("is_second", [False, True])
def test_headers_that_trickle_are_given_up(start, monkeypatch, is_second):
    """Slow headers end the connection, of the first request and of a later one."""
    monkeypatch.setattr(server, "HEADERS_S", 0.6)
    service = start()
    with raw(service) as line:
        if is_second:
            assert health(line)
        begun = time.monotonic()
        line.sendall(b"GET /health HTTP/1.1\r\n")
        rest = None
        while time.monotonic() - begun < SOON_S:
            try:
                line.sendall(b"X-A: b\r\n")
            except ConnectionError:
                break
            time.sleep(0.1)
        else:
            rest = "never ended"

    assert rest is None
    assert 0.5 < time.monotonic() - begun < SOON_S


def test_a_connection_that_says_nothing_is_given_up(start, monkeypatch):
    """Connections are no store for attackers: silence ends them."""
    monkeypatch.setattr(server, "HEADERS_S", 0.4)
    service = start()
    with raw(service) as line:
        begun = time.monotonic()
        assert read_to_end(line) == b""

    assert time.monotonic() - begun < SOON_S


def test_an_idle_connection_may_be_used_again(start, monkeypatch):
    """The limit for headers does not run while a client simply has nothing to ask."""
    monkeypatch.setattr(server, "HEADERS_S", 1.0)
    service = start()
    with raw(service) as line:
        for _ in range(2):
            assert health(line)
            time.sleep(1.2)
        assert health(line)


def test_many_slow_clients_do_not_hinder_others(start, monkeypatch):
    """A hundred half requests under way, and an honest one is answered before they end."""
    monkeypatch.setattr(server, "HEADERS_S", 3 * PATIENCE_S)
    service = start()
    with contextlib.ExitStack() as stack:
        for _ in range(100):
            line = stack.enter_context(raw(service))
            line.sendall(head(10)[:-2])
        assert service.rows([enrolled()])[0]["status"] == "accepted"


def test_connections_have_a_limit(start, monkeypatch):
    """One too many is closed, and those before it go on."""
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 3)
    service = start()
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(raw(service)) for _ in range(3)]
        for line in lines:
            assert health(line)
        with raw(service) as late:
            assert read_to_end(late) == b""
        assert health(lines[0])


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST /attempts HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /attempts HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000,
        b"no http at all\r\n\r\n",
    ],
)
def test_what_is_no_http_gets_400_in_json(service, sent):
    """Garbage, smuggling attempts and endless headers end with one answer and no echo."""
    with raw(service) as line:
        line.sendall(sent)
        answer = read_to_end(line)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"] == "not-http"
    assert service.ask("GET", "/health").status == 200


def test_a_body_that_ends_early_is_nothing(service):
    """A connection that breaks inside a body leaves the ledger as it was."""
    body = json.dumps([enrolled()]).encode()
    with raw(service) as line:
        line.sendall(head(len(body)) + body[:-1])
        line.shutdown(socket.SHUT_WR)
    service.log_lines("request", 1)
    with service.ledger() as ledger:
        assert ledger.attempts() == ()

    assert service.ask("POST", "/attempts", body, JSON_TYPE).value["records"][0]["result"]


def test_an_answer_nobody_reads_holds_no_connection(start, monkeypatch):
    """A client that asks and does not read is cut off; the service goes on."""
    monkeypatch.setattr(server, "READING_S", 0.3)
    service = start()
    asked = b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n" * 50
    rest = b""
    with raw(service) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.settimeout(0.2)
        begun = time.monotonic()
        is_cut = False
        while not is_cut and time.monotonic() - begun < SOON_S:
            rest = rest or asked
            try:
                rest = rest[line.send(rest) :]
            except TimeoutError:
                continue
            except ConnectionError:
                is_cut = True

    assert is_cut
    assert service.ask("GET", "/health").status in {200, 429}
