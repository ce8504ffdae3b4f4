"""Real `course` processes that serve until they are told to stop."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT_S = 30
COMMAND = (sys.executable, "-m", "coursewright.cli.main")


@dataclass
class Served:
    """A running command and what it said on standard error."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def wait_for(self, pattern: str) -> str:
        """Return the first group of a pattern, from what was said or what will be."""
        for line in self.lines:
            if found := re.search(pattern, line):
                return found[1]
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError(f"{pattern} was never said: {self.lines}")

    def stop(self, number: int = signal.SIGTERM) -> str:
        """Tell it to stop, and return all that it said; it ends with 0."""
        self.process.send_signal(number)
        _, rest = self.process.communicate(timeout=WAIT_S)
        said = "".join(self.lines) + rest
        assert self.process.returncode == 0, said
        assert "Traceback" not in said
        return said


@contextlib.contextmanager
def serving(*words: object, **environment: str) -> Iterator[Served]:
    """Start a command; whatever happens, it is gone afterwards."""
    with subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    ) as process:
        watchdog = threading.Timer(4 * WAIT_S, process.kill)
        watchdog.start()
        try:
            yield Served(process)
        finally:
            watchdog.cancel()
            process.kill()
