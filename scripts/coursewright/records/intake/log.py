"""The intake's log: one JSON object a line, and nothing in it that could be about a person.

Times, counts, statuses, the names of our own routes and types. Never a path, a header, an address,
a body, or the message of an exception, which may quote any of them.
"""

from __future__ import annotations

import contextlib
import errno
import json
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

_PACKAGE: Final = "coursewright"
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE", "PATCH"})


class Log:
    """Writes events to a stream; a full disk never fails a request."""

    def __init__(self, stream: TextIO | None, clock: Callable[[], datetime]) -> None:
        self._stream = stream
        self._clock = clock

    def write(self, event: str, **fields: Any) -> None:
        """Write one event with fields whose values are ours: numbers and known words."""
        if self._stream is None:
            return
        moment = self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"time": moment, "event": event, **fields}, separators=(",", ":"))
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(line + "\n")
            self._stream.flush()

    def fault(self, request: str, fault: BaseException) -> None:
        """Write what went wrong inside: types, error codes and places, no messages."""
        causes = list(_chain(fault))
        codes = [code for code in map(_code, causes) if code]
        self.write(
            "fault",
            request=request,
            types=list(dict.fromkeys(type(cause).__name__ for cause in causes)),
            codes=list(dict.fromkeys(codes)),
            place=next(filter(None, map(_place, reversed(causes))), ""),
        )


def known_method(method: str) -> str:
    """Return a method's name; `other` for what is none, since a client may send any text."""
    return method if method in METHODS else "other"


def _chain(fault: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    now: BaseException | None = fault
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield now
        now = now.__cause__ or now.__context__


def _code(fault: BaseException) -> str | None:
    if isinstance(fault, OSError) and fault.errno is not None:
        return errno.errorcode.get(fault.errno)
    name = getattr(fault, "sqlite_errorname", None) or getattr(fault, "sqlstate", None)
    return name if isinstance(name, str) else None


def _place(fault: BaseException) -> str:
    """Return where an exception came from, as `file.py:line`: the innermost place of our own."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if _PACKAGE in Path(frame.filename).parts]
    for frame in reversed(ours or frames):
        return f"{Path(frame.filename).name}:{frame.lineno}"
    return ""
