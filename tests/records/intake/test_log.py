from __future__ import annotations

import base64
import contextlib
import io
import json
import re
import socket
from datetime import UTC, datetime
from pathlib import Path

from tests.records.crafting import enrolled, learner, token
from tests.records.intake.service import JSON_TYPE
from tests.records.samples import record

from coursewright.diagnostics import CoursewrightError
from coursewright.records.intake.credentials import Credentials, read_credentials
from coursewright.records.intake.log import Log

CANARY = "canary-7f3a"
FIELDS = {
    "start": {"time", "event", "version"},
    "request": {"time", "event", "request", "route", "method", "status", "ms", "records"},
    "fault": {"time", "event", "request", "types", "codes", "place"},
    "stop": {"time", "event"},
}


def test_each_request_is_one_line_of_numbers_and_known_words(service):
    """The log says when, which route, how it ended, how long it took, and counts of verdicts."""
    service.rows([enrolled(1), enrolled(1), "x"])
    service.ask("GET", "/health")
    first, second = service.log_lines("request", 2)

    assert (first["route"], first["method"], first["status"]) == ("attempts", "POST", 200)
    assert first["records"] == {"accepted": 1, "duplicate": 1, "rejected": 1}
    assert first["time"] == "2026-11-22T12:00:00.000Z"
    assert isinstance(first["ms"], int)
    assert (second["route"], second["status"]) == ("health", 200)
    assert first["request"] != second["request"]
    assert len(first["request"]) == 16


def test_nothing_about_a_person_is_ever_logged(start, tmp_path):
    """Canaries in every place that a client can fill never come out in the log.

    Also no address, no attempt id, no learner id and no token; also where something went wrong.
    """
    secrets = tmp_path / "credentials"
    secrets.write_text(f"{CANARY}:{CANARY}-secret-long:all\n", encoding="utf-8")
    secrets.chmod(0o600)
    service = start(credentials=read_credentials(secrets), origins=(f"https://{CANARY}.example",))
    state = service.state
    basic = base64.b64encode(f"{CANARY}:{CANARY}-secret-long".encode()).decode()
    everywhere = {
        **JSON_TYPE,
        "Origin": f"https://{CANARY}.example",
        "Referer": f"https://x/{CANARY}",
        "User-Agent": CANARY,
        "Cookie": CANARY,
        "X-Forwarded-For": CANARY,
        "Authorization": f"Basic {basic}",
        "X-Experience-API-Version": "1.0.3",
        CANARY: CANARY,
    }

    def send():
        named = record(1, declared_name=CANARY, client={CANARY: CANARY})
        bodies = [
            [named, enrolled(2)],
            [{CANARY: CANARY}, record(3, quiz=CANARY), record(4, language=CANARY)],
            {CANARY: CANARY},
        ]
        for body in bodies:
            raw = json.dumps(body).encode()
            for path in ("/attempts", f"/attempts?{CANARY}={CANARY}", f"/{CANARY}"):
                service.ask("POST", path, raw, everywhere)
            service.ask("POST", "/xapi/statements", raw, everywhere)
            service.ask("PUT", f"/xapi/statements?statementId={CANARY}", raw, everywhere)
        service.ask("GET", f"/xapi/statements?agent={CANARY}&{CANARY}=1", headers=everywhere)
        service.ask("GET", "/xapi/statements", headers={**everywhere, "Authorization": CANARY})
        service.ask(CANARY.upper(), f"/{CANARY}", headers=everywhere)
        service.ask("OPTIONS", "/attempts", headers={**everywhere, "Origin": CANARY})

    send()
    service.state = None  # every piece of work on the ledger fails now
    send()
    service.state = state
    with socket.create_connection(("127.0.0.1", service.port), timeout=10) as line:
        line.sendall(f"{CANARY}\r\n\r\n".encode())
        with contextlib.suppress(ConnectionError):
            line.recv(1_000)
    log = service.log.getvalue()

    assert service.log_lines("fault", 1)
    for secret in (
        CANARY,
        CANARY.upper(),
        "127.0.0.1",
        enrolled(2)["attempt"],
        record(1)["attempt"],
        token(),
        token()[:20],
        learner(),
        basic,
        "Anna",
        "final",
    ):
        assert secret not in log
    for line in service.log_lines():
        assert set(line) <= FIELDS[line["event"]]


def test_a_fault_is_logged_without_its_message():
    """Types, error codes and the place are enough to act on; messages may quote anything."""
    stream = io.StringIO()
    log = Log(stream, lambda: datetime(2026, 1, 1, tzinfo=UTC))
    try:
        try:
            Path("/dev/full").write_text(CANARY * 10, encoding="utf-8")
        except OSError as error:
            raise CoursewrightError(CANARY) from error
    except CoursewrightError as fault:
        log.fault("r", fault)
    line = json.loads(stream.getvalue())

    assert line["types"] == ["CoursewrightError", "OSError"]
    assert line["codes"] == ["ENOSPC"]
    assert re.fullmatch(r".+:\d+", line["place"])
    assert CANARY not in stream.getvalue()


def test_a_log_that_cannot_be_written_fails_no_request(start):
    """A full disk under the log must not keep records from being taken."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        service = start(log=full)
        assert service.rows([enrolled()])[0]["status"] == "accepted"
        service.stop()
        with contextlib.suppress(OSError):
            full.close()


def test_credentials_are_shown_by_nobody(tmp_path):
    """Neither a name with its secret nor its digest appears where the value is printed."""
    path = tmp_path / "c"
    path.write_text("lms:0123456789abcdef:all\n", encoding="utf-8")
    path.chmod(0o600)

    assert "0123456789abcdef" not in repr(read_credentials(path))
    assert "digest" not in repr(read_credentials(path))
    assert not Credentials()
