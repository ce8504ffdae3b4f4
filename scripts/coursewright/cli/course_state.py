"""The course as services see it: read anew when its files change, so that edits count at once."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.records.intake import CourseState

WATCHED: Final = ("modules", "quizzes")
ARCHIVE: Final = ".archive"


class CourseWatch:
    """Gives the present state of a course; call it as an intake's course provider.

    Quiz versions that were seen once stay known: who began an attempt before an edit is graded
    with the bank of that time.
    """

    def __init__(
        self,
        root: Path,
        keys: Path | None = None,
        every_s: float = 0.0,
        *,
        with_drafts: bool = False,
    ) -> None:
        """Prepare to watch a course.

        Args:
            root: folder of the course.
            keys: folder with HR's list of keys; None: `keys` in the course.
            every_s: how long to take the course for unchanged without looking.
            with_drafts: grade what the live preview shows, drafts included.
        """
        self._root = root
        self._keys = root / "keys" if keys is None else keys
        self._every_s = every_s
        self._with_drafts = with_drafts
        self._looked = -every_s
        self._marks: Any = None
        self._state: CourseState | None = None
        self._banks: dict[tuple[str, str], dict[str, Any]] = {}

    def __call__(self) -> CourseState:
        """Return the present state; the same object while no file changed.

        Raises:
            CoursewrightError: the course cannot be read, and never could since the start.
        """
        now = time.monotonic()
        if self._state is not None and now - self._looked < self._every_s:
            return self._state
        self._looked = now
        marks = self._look()
        if self._state is None or marks != self._marks:
            self._state = self._read()
            self._marks = marks
        return self._state

    def _look(self) -> list[tuple[str, int, int]]:
        """Return path, time and size of every file that verdicts depend on."""
        found = [
            (entry.path, entry.stat().st_mtime_ns, entry.stat().st_size)
            for name in WATCHED
            for entry in _files(self._root / name)
        ]
        listed = self._keys / "keys.json"
        if listed.is_file():
            found.append((str(listed), listed.stat().st_mtime_ns, listed.stat().st_size))
        return sorted(found)

    def _read(self) -> CourseState:
        from coursewright.generating.forms import bank_file  # noqa: PLC0415 - keeps --help fast
        from coursewright.pipeline import load_course  # noqa: PLC0415
        from coursewright.records.banks import ARCHIVE as PATH  # noqa: PLC0415
        from coursewright.records.banks import Banks  # noqa: PLC0415
        from coursewright.records.intake import CourseState  # noqa: PLC0415
        from coursewright.records.keys import read_keys  # noqa: PLC0415
        from coursewright.records.verify import Authority  # noqa: PLC0415

        loaded = load_course(self._root, with_drafts=self._with_drafts)
        course = loaded.course
        if course is None:
            if self._state is not None:
                return self._state
            raise CoursewrightError(f"{self._root}: there is no course here that can be read")
        for pool in loaded.pools:
            bank = bank_file(pool, course)
            self._banks[bank["quiz"], bank["version"]] = bank
        banks = Banks(tuple(self._banks.values()), [self._root.joinpath(*PATH)])
        attempts = {quiz.id: quiz.attempts for quiz in course.quizzes if quiz.attempts is not None}
        return CourseState(Authority(course.id, banks, read_keys(self._keys)), attempts)


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the files below a folder, without the archive, whose files never change."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != ARCHIVE:
                        yield from _files(folder / entry.name)
                elif entry.is_file():
                    yield entry
    except FileNotFoundError:
        return  # it was removed while we looked
