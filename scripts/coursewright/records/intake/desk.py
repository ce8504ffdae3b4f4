"""The desk: one thread that owns the ledger and does one piece of work after the other.

One writer needs no lock, and a bounded queue in front of it is where overload shows: a client is
told to come back instead of waiting without end.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from coursewright.records.intake.errors import busy, unavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.records.intake.settings import CourseProvider, CourseState
    from coursewright.records.ledger import Ledger

    Job = Callable[[Ledger, CourseState], Any]

T = TypeVar("T")


class LedgerDesk:
    """Runs jobs on a ledger in a thread of its own."""

    def __init__(self, location: Path | str, course: CourseProvider, capacity: int) -> None:
        self._location = location
        self._course = course
        self._jobs: queue.Queue[tuple[Job, Future[Any]] | None] = queue.Queue(capacity)
        self._ledger: Ledger | None = None
        self._state: CourseState | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread; the ledger is opened with the first job."""
        self._thread = threading.Thread(target=self._work, name="ledger-desk")
        self._thread.start()

    def close(self) -> None:
        """Do what waits, close the ledger, and end the thread."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    async def run(self, job: Callable[[Ledger, CourseState], T], within_s: float) -> T:
        """Run a job and return what it returns; when it returns, its work is durable.

        Args:
            job: gets the ledger, open with the present course.
            within_s: how long to wait. A job that has begun is finished all the same.

        Raises:
            ApiError: 503, too much waits already, or it took too long.
        """
        future: Future[T] = Future()
        try:
            self._jobs.put_nowait((job, future))
        except queue.Full:
            raise busy() from None
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), within_s)
        except TimeoutError as error:
            raise unavailable() from error

    def _work(self) -> None:
        while (task := self._jobs.get()) is not None:
            job, future = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = job(*self._open())
            except BaseException as fault:  # noqa: BLE001 - whoever waits is told, the desk goes on
                # Whatever state it left behind, the next job begins with a freshly opened ledger.
                self._close_ledger()
                future.set_exception(fault)
            else:
                future.set_result(result)
        self._close_ledger()

    def _open(self) -> tuple[Ledger, CourseState]:
        from coursewright.records.ledger import Ledger  # noqa: PLC0415 - loads the database library

        state = self._course()
        if self._ledger is None or state is not self._state:
            self._close_ledger()
            self._ledger = Ledger(self._location, state.authority)
            if state is not self._state:
                # Records may have waited for just this version of the course.
                self._ledger.retry_quarantine()
            self._state = state
        return self._ledger, state

    def _close_ledger(self) -> None:
        ledger, self._ledger = self._ledger, None
        if ledger is not None:
            ledger.close()
