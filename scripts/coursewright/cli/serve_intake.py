"""The intake that `course serve` runs beside the site, with a ledger of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from coursewright.cli.course_state import CourseWatch
from coursewright.diagnostics import CoursewrightError
from coursewright.records.intake import IntakeSettings, Limits, create_app
from coursewright.records.intake.server import IntakeServer, address_of, listen, serve

if TYPE_CHECKING:
    import socket
    from pathlib import Path

FOLDER: Final = ".preview"
LAST_PORT: Final = 65_535


class PreviewIntake:
    """An intake in a thread of its own, from its making until `stop`."""

    def __init__(self, root: Path, host: str, port: int, origins: tuple[str, ...]) -> None:
        """Start it.

        Args:
            root: folder of the course.
            host: address to listen on.
            port: where it would like to listen; a free one where that is taken, or 0.
            origins: of the site's pages.

        Raises:
            CoursewrightError: it cannot listen at all.
        """
        folder = root / FOLDER
        folder.mkdir(exist_ok=True)
        # Also in a repository whose author has never heard of this folder.
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        listening = _listen_near(host, port)
        self.address = address_of(listening)
        settings = IntakeSettings(
            ledger=folder,
            course=CourseWatch(root, with_drafts=True),
            origins=origins,
            results_for="everyone",
            limits=Limits(results_per_day=1_000_000),
        )
        self._server = IntakeServer(create_app(settings))
        self._thread = threading.Thread(
            target=serve, args=(self._server, listening), name="preview-intake"
        )
        self._thread.start()

    def stop(self) -> None:
        """Finish what is under way, close the ledger, and end the thread."""
        self._server.should_exit = True
        self._thread.join()


def _listen_near(host: str, port: int) -> socket.socket:
    if port > LAST_PORT:
        return listen(host, 0)
    try:
        return listen(host, port)
    except CoursewrightError:
        return listen(host, 0)
