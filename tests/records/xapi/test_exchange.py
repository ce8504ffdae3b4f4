"""Push and pull against the real intake, with a network that fails between the two."""

from __future__ import annotations

import json
import random

import pytest
from tests.records.crafting import device, enrolled, token
from tests.records.intake.service import Service, course_state
from tests.records.intake.xapi_client import SECRET, numbered
from tests.records.samples import NOW, record
from tests.records.xapi.samples import simple

from coursewright.diagnostics import CoursewrightError
from coursewright.records.attempt import read_attempt
from coursewright.records.intake import Limits
from coursewright.records.intake.credentials import read_credentials
from coursewright.records.ledger import Ledger
from coursewright.records.xapi.exchange import pull, push, read_state
from coursewright.records.xapi.from_attempt import ending_id
from coursewright.records.xapi.lrs import LrsAccess, LrsClient
from coursewright.records.xapi.vocabulary import ATTEMPT_EXTENSION


class Faults:
    """ASGI middleware: some requests get no answer, a wrong one, or one too late."""

    def __init__(self, app, share, seed=1) -> None:
        self.app = app
        self.share = share
        self.random = random.Random(seed)  # noqa: S311 - a test's dice
        self.count = 0

    async def __call__(self, scope, receive, send) -> None:
        """Pass a request on, or let it fail before or after it was done."""
        if scope["type"] != "http" or self.random.random() >= self.share:
            await self.app(scope, receive, send)
            return
        self.count += 1
        status = self.random.choice([500, 503, 429, 502])
        if self.random.random() < 0.5:
            await self.app(scope, receive, _nowhere)
        start = {"type": "http.response.start", "status": status, "headers": []}
        await send(start)
        await send({"type": "http.response.body", "body": b""})


async def _nowhere(_message):
    """Let an answer get lost."""


@pytest.fixture
def network(tmp_path):
    """Make an LRS behind a network that fails for a share of the requests."""
    running = []

    def make(share=0.0):
        secrets = tmp_path / "credentials"
        secrets.write_text(f"hr:{SECRET}:all\n", encoding="utf-8")
        secrets.chmod(0o600)
        faults = []

        def around(app):
            faults.append(Faults(app, share))
            return faults[0]

        settings = {
            "credentials": read_credentials(secrets),
            "limits": Limits(rate_per_s=1e6, burst=10**6),
        }
        service = Service(tmp_path / "lrs", settings=settings, around=around).start()
        running.append(service)
        url = f"http://127.0.0.1:{service.port}/xapi"
        client = LrsClient(LrsAccess(url, "hr", SECRET), lambda _wait: None, tries=40)
        return service, client, url, faults[0]

    yield make
    for service in running:
        service.stop()


@pytest.fixture
def mine(tmp_path):
    """HR's ledger with sixty enrolled attempts of six people, and a self-declared one."""
    with Ledger(tmp_path / "mine", course_state().authority) as ledger:
        records = [
            enrolled(number, device(number % 6), enrolment=token(number % 6), tz_offset=number)
            for number in range(1, 61)
        ]
        ledger.import_file("a", json.dumps([*records, record(99)]).encode(), NOW)
        assert len(ledger.attempts()) == 61
        yield ledger


def attempts(ledger):
    """Return what a ledger says about each attempt, without when and how it came."""
    return {
        each.attempt: (each.learner, each.score, each.passed, each.flags, each.digest)
        for each in ledger.attempts()
    }


def test_nothing_is_lost_between_failures(network, mine, tmp_path):
    """Half of all requests fail, half of those after they were done: all arrive, each once."""
    service, client, url, faults = network(share=0.5)
    state = read_state(tmp_path / "state", url)
    done = push(mine, client, state, with_self_declared=True)

    assert (done.attempts, done.refused) == (61, {})
    assert done.statements == 61 * 4
    assert faults.count > 2
    with service.ledger() as theirs:
        assert attempts(theirs) == attempts(mine)
    with Ledger(tmp_path / "third", course_state().authority) as third:
        pulled = pull(third, client, read_state(tmp_path / "state-3", url), NOW)
        assert attempts(third) == attempts(mine)
        assert third.audit().problems == ()
    assert {verdict.status for verdict in pulled.verdicts} <= {"accepted", "flagged"}


def test_a_push_that_breaks_off_goes_on_where_it_was(network, mine, tmp_path):
    """What was delivered before is remembered; the next push sends the rest."""
    _, client, url, faults = network()
    state = read_state(tmp_path / "state", url)
    hasty = LrsClient(LrsAccess(url, "hr", SECRET), lambda _wait: None, tries=1)
    sent = []
    real = hasty.send_statements

    def send(statements):
        if len(sent) == 2:
            faults.share = 1.0
        sent.append(statements)
        return real(statements)

    hasty.send_statements = send
    with pytest.raises(CoursewrightError, match="Nothing is lost"):
        push(mine, hasty, state, with_self_declared=False)
    before = len(read_state(tmp_path / "state", url).delivered)
    faults.share = 0.0
    done = push(mine, client, read_state(tmp_path / "state", url), with_self_declared=False)

    assert 0 < before < 60
    assert (done.before, done.attempts) == (before, 60 - before)


def test_a_refused_statement_is_named_and_its_attempt_not_remembered(network, mine, tmp_path):
    """Where the LRS has another statement under an id, all others are delivered all the same."""
    _, client, url, _ = network()
    value = enrolled(7, device(1), enrolment=token(1), tz_offset=7)
    taken = ending_id(read_attempt(value))
    client.send_statements([simple(id=taken)])
    for before in (0, 59):
        state = read_state(tmp_path / "state", url)
        done = push(mine, client, state, with_self_declared=False)

        assert done.refused == {taken: "409 Another statement has this id."}
        assert (done.before, done.attempts) == (before, 59 - before)


def test_foreign_and_broken_records_are_left_alone(network, tmp_path):
    """Records of other courses, and what is no record, are counted and not imported."""
    service, client, url, _ = network()
    odd = [
        {"course": "https://example.org/other", "schema": "coursewright/attempt/1"},
        {"course": None},
        "text",
        None,
        {"course": "https://example.org/course", "score": 1.5},
    ]
    client.send_statements(
        [
            numbered(number, result={"extensions": {ATTEMPT_EXTENSION: value}})
            for number, value in enumerate(odd, start=1)
        ]
        + [numbered(50, result={"extensions": {ATTEMPT_EXTENSION: enrolled(1)}}), numbered(51)]
    )
    state = read_state(tmp_path / "state", url)
    with Ledger(tmp_path / "mine", course_state().authority) as ledger:
        done = pull(ledger, client, state, NOW)
        assert len(ledger.attempts()) == 1

    assert done.others == len(odd)
    assert done.statements == len(odd) + 2
    assert state.asked is not None
    assert service.ask("GET", "/health").status == 200


def test_what_is_remembered_about_an_lrs_comes_back(tmp_path):
    """The file is written beside and swapped; one LRS's memory is not another's."""
    state = read_state(tmp_path, "https://a.example")
    state.delivered = {"f" * 64, "0" * 64}
    state.asked = NOW
    state.save()

    again = read_state(tmp_path, "https://a.example")
    assert (again.delivered, again.asked) == (state.delivered, NOW)
    other = read_state(tmp_path, "https://b.example")
    assert (other.delivered, other.asked) == (set(), None)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"delivered": 5, "asked": null}', b'{"delivered": []}', b"\xff"]
)
def test_a_damaged_memory_counts_as_none(tmp_path, content):
    """It spares work and proves nothing, so that losing it is no fault."""
    state = read_state(tmp_path, "https://a.example")
    state.save()
    state.path.write_bytes(content)

    assert read_state(tmp_path, "https://a.example").delivered == set()
