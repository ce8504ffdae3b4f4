from __future__ import annotations

import contextlib
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.patience import PATIENCE_S
from tests.records.crafting import enrolled
from tests.records.intake.service import course_state

from coursewright.diagnostics import CoursewrightError
from coursewright.records.intake import Limits, app


def test_a_course_that_cannot_be_read_asks_to_come_back(start):
    """503 with Retry-After, no detail, and the next request works once the course is mended."""
    state = course_state()
    broken = threading.Event()

    def course():
        if broken.is_set():
            raise CoursewrightError("/srv/secret/place is missing")
        return state

    service = start(course=course)
    broken.set()
    answer = service.post([enrolled()])
    health = service.ask("GET", "/health")
    broken.clear()

    assert (answer.status, answer.value["error"]) == (503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert b"secret" not in answer.raw + health.raw
    assert (health.status, health.value["status"]) == (503, "unavailable")
    assert service.log_lines("fault", 1)[0]["types"] == ["CoursewrightError"]
    assert service.rows([enrolled()])[0]["status"] == "accepted"
    assert service.ask("GET", "/health").status == 200


def test_a_defect_of_ours_is_told_without_detail(start):
    """500 in JSON without a traceback; the record was not kept, and the service goes on."""
    state = course_state()
    broken = threading.Event()
    service = start(course=lambda: {}["gone"] if broken.is_set() else state)
    broken.set()
    answer = service.post([enrolled()])
    broken.clear()

    assert (answer.status, answer.value["error"]) == (500, "fault")
    assert b"gone" not in answer.raw
    assert b"Traceback" not in answer.raw
    assert service.log_lines("fault", 1)[0]["types"] == ["KeyError"]
    assert service.rows([enrolled()])[0]["status"] == "accepted"


def test_a_damaged_ledger_answers_503(start, tmp_path):
    """Records are never acknowledged into a database that cannot be used."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "ledger.sqlite").write_bytes(b"this is no database at all" * 100)
    service = start(folder=folder)
    answer = service.post([enrolled()])

    assert answer.status == 503
    assert b"database" not in answer.raw
    assert service.ask("GET", "/health").status == 503

    shutil.rmtree(folder)
    assert service.rows([enrolled()])[0]["status"] == "accepted"


def test_what_does_not_fit_into_the_queue_is_asked_to_come_back(start, monkeypatch):
    """Overload is 503 with Retry-After, at once; what waited is taken when there is room again."""
    monkeypatch.setattr(app, "HEALTH_WAIT_S", 0.2)
    desk = HeldDesk()
    service = start(course=desk.course, limits=Limits(queue=2))
    with ThreadPoolExecutor(8) as pool, desk.held():
        waiting = [pool.submit(service.post, [enrolled(1)])]
        # Only a desk that is at work empties its queue no more: full before that is full by chance.
        assert desk.entered.wait(PATIENCE_S)
        waiting += [pool.submit(service.post, [enrolled(number)]) for number in (2, 3)]
        _until(lambda: service_is_full(service))
        late = service.post([enrolled(9)])  # answered at once, or never: the desk stands still
        desk.open.set()
        answers = [each.result() for each in waiting]

    assert (late.status, late.value["error"]) == (503, "busy")
    assert int(late.headers["retry-after"]) > 0
    assert answers[0].status == 200
    kept = sum(answer.status == 200 for answer in answers)
    with service.ledger() as ledger:
        assert len(ledger.attempts()) == kept


class HeldDesk:
    """A course whose reading waits, so that the work of the desk stands still."""

    def __init__(self) -> None:
        self.state = course_state()
        self.open = threading.Event()
        self.open.set()
        self.entered = threading.Event()

    def course(self):
        """Return the course when the desk may go on."""
        if not self.open.is_set():
            self.entered.set()
            assert self.open.wait(3 * PATIENCE_S)
        return self.state

    @contextlib.contextmanager
    def held(self):
        """Hold the desk; whatever the test finds, let it go at the end."""
        self.open.clear()
        try:
            yield
        finally:
            self.open.set()


def service_is_full(service):
    """Say whether a request is told that too much waits."""
    answer = service.ask("GET", "/health")
    return answer.status == 503 and answer.value["error"] == "busy"


def _until(is_so):
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            pytest.fail("it never happened")


def test_a_ledger_that_does_not_answer_in_time_is_503(start):
    """A request waits only so long; its record may be kept all the same, and comes once."""
    desk = HeldDesk()
    service = start(course=desk.course, limits=Limits(answer_s=0.5))
    with desk.held():
        answer = service.post([enrolled()])

    assert answer.status == 503
    # A slow machine may need several tries of half a second to open the ledger.
    _until(lambda: service.post([enrolled()]).status == 200)
    with service.ledger() as ledger:
        assert len(ledger.attempts()) == 1


def test_many_clients_at_once_lose_nothing(service):
    """Forty senders, each of five records, some twice: every acknowledged one is there once."""

    def send(number):
        records = [enrolled(5 * number + part) for part in range(1, 6)]
        first = service.post(records)
        again = service.post(records[:2])
        return first, again

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(send, range(40)))
    rows = [row for first, _ in answers for row in first.value["records"]]

    assert {first.status for first, _ in answers} == {200}
    assert {row["status"] for row in rows} <= {"accepted", "flagged"}
    assert {row["status"] for _, again in answers for row in again.value["records"]} == {
        "duplicate"
    }
    with service.ledger() as ledger:
        assert len(ledger.attempts()) == 200
        assert ledger.audit().problems == ()
