from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.records.crafting import device, enrolled, token
from tests.records.intake.service import JSON_TYPE, course_state

from coursewright.records.ledger import Ledger

KILLS = int(os.environ.get("COURSE_KILLS", "200"))
SENDERS = 4
ROOT = Path(__file__).parents[3]
PATIENCE_S = 30


@dataclass
class Sender:
    """A browser with an outbox: sends a batch until it is acknowledged, then the next one."""

    number: int
    port: int
    is_over: threading.Event
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Attempt id -> score."""
    sent: set[str] = field(default_factory=set)
    broken: int = 0
    """Requests that got no answer."""
    repeated: int = 0
    """Records that were there although nobody had acknowledged them."""

    def run(self) -> None:
        """Send until told to stop; what is under way then is sent to its end."""
        count = 0
        while not self.is_over.is_set():
            batch = []
            for _ in range(1 + count % 3):
                count += 1
                number = self.number * 1_000_000 + count
                link = token(self.number)
                batch.append(enrolled(number, device(self.number), enrolment=link, seq=count))
            self.deliver(batch)

    def deliver(self, batch: list[dict[str, object]]) -> None:
        """Send one batch until there is an answer to it."""
        body = json.dumps(batch).encode()
        self.sent |= {str(each["attempt"]) for each in batch}
        end = time.monotonic() + PATIENCE_S
        while True:
            rows = self.post(body)
            if rows is not None:
                break
            assert time.monotonic() < end, "the intake never came back"
            self.broken += 1
        for row in rows:
            assert row["status"] in {"accepted", "flagged", "duplicate"}, row
            self.repeated += row["status"] == "duplicate"
            self.acknowledged[row["attempt"]] = row["result"]["score"]

    def post(self, body: bytes) -> list[dict[str, object]] | None:
        """Return the rows of the receipt; None when the connection broke."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        with contextlib.closing(connection):
            try:
                connection.request("POST", "/attempts", body, JSON_TYPE)
                reply = connection.getresponse()
                raw = reply.read()
            except (OSError, http.client.HTTPException):
                return None
            assert reply.status == 200, raw
            rows: list[dict[str, object]] = json.loads(raw)["records"]
            return rows


def test_no_acknowledged_record_is_lost_to_kills(tmp_path):
    """SIGKILL again and again under load: what was acknowledged is there, once, and graded.

    COURSE_KILLS says how often; the default is for every day.
    """
    folder = tmp_path / "ledger"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'scripts'}"}
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("kill_keeper.py")), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as keeper:
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        port = int(keeper.stdout.readline())
        over = threading.Event()
        senders = [Sender(number, port, over) for number in range(1, SENDERS + 1)]
        threads = [threading.Thread(target=sender.run) for sender in senders]
        for thread in threads:
            thread.start()
        for kill in range(KILLS + 1):
            keeper.stdin.write("next\n")
            keeper.stdin.flush()
            child = int(keeper.stdout.readline())
            if kill < KILLS:
                _let_it_work(senders, random.Random(kill).uniform(0, 0.03))  # noqa: S311
                os.kill(child, signal.SIGKILL)
        over.set()
        for thread in threads:
            thread.join(PATIENCE_S)
        os.kill(child, signal.SIGTERM)
        keeper.stdin.close()
        assert keeper.wait(PATIENCE_S) == 0

    acknowledged = {key: value for each in senders for key, value in each.acknowledged.items()}
    sent = {attempt for each in senders for attempt in each.sent}
    with Ledger(folder, course_state().authority) as ledger:
        attempts = ledger.attempts()
        kept = [attempt.attempt for attempt in attempts]
        problems = ledger.audit().problems
        assert ledger.quarantine() == ()

    assert set(acknowledged) - set(kept) == set()
    assert set(kept) <= sent
    assert len(kept) == len(set(kept))
    assert set(acknowledged.values()) == {"1.0000"}
    assert problems == ()
    # The kills met the service at work: requests were cut, and some commits before their answer.
    assert len(acknowledged) > KILLS
    assert sum(each.broken for each in senders) > KILLS / 4
    print(  # noqa: T201 - the figures, for `pytest -s`
        f"\n{KILLS} kills, {len(acknowledged)} records acknowledged, {len(kept)} in the ledger, "
        f"{sum(each.broken for each in senders)} requests cut, "
        f"{sum(each.repeated for each in senders)} found there when sent again, 0 lost"
    )


def _let_it_work(senders: list[Sender], extra_s: float) -> None:
    """Wait until the service has acknowledged something since its start, and a little longer."""
    before = sum(len(each.acknowledged) for each in senders)
    end = time.monotonic() + PATIENCE_S
    while sum(len(each.acknowledged) for each in senders) == before:
        assert time.monotonic() < end, "the intake never answered"
        time.sleep(0.001)
    time.sleep(extra_s)
