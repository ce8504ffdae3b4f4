"""Holds the listening socket and forks an intake whenever it is told to: no start-up to wait for.

Started by test_kills.py as a process of its own, which has no threads when it forks. Each line on
standard input ends the wait for one child and starts the next; its process id is the answer.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.records.intake.service import course_state

from coursewright.records.intake import IntakeSettings, Limits, create_app
from coursewright.records.intake.server import IntakeServer, listen, serve
from coursewright.records.ledger import Ledger


def main() -> None:
    """Fork intakes on the ledger named on the command line."""
    folder = Path(sys.argv[1])
    state = course_state()
    with Ledger(folder, state.authority):
        pass  # everything that is imported when it is first needed is here before the first fork
    listening = listen("127.0.0.1", 0)
    print(listening.getsockname()[1], flush=True)  # noqa: T201 - the test reads it
    child = 0
    for _ in sys.stdin:
        if child:
            os.waitpid(child, 0)
        child = os.fork()
        if not child:
            limits = Limits(rate_per_s=1e9, burst=10**9, results_per_day=10**9)
            settings = IntakeSettings(
                ledger=folder, course=lambda: state, limits=limits, clock=lambda: datetime.now(UTC)
            )
            serve(IntakeServer(create_app(settings)), listening)
            os._exit(0)
        print(child, flush=True)  # noqa: T201
    if child:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
