"""Banks by quiz and version: from the course as it is, its archive, and the ledger's copies."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.forms import BANK_SCHEMA, bank_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from coursewright.model import Course, Pool

    Finder = Callable[[str, str], dict[str, Any] | None]

ARCHIVE: Final = ("quizzes", ".archive")


class Banks:
    """Finds the bank of a quiz version; archived banks are read when first asked for.

    A version that is not found is looked for again: it may be archived later.
    """

    def __init__(
        self,
        present: Iterable[dict[str, Any]],
        folders: Sequence[Path] = (),
        finders: Sequence[Finder] = (),
    ) -> None:
        """Know these banks, and where to look for others.

        Args:
            present: the banks of the course as it is.
            folders: of archived banks, one folder per quiz, one file per version.
            finders: asked last, in their order: (quiz, version) -> a checked bank, or None.
        """
        self._found = {(bank["quiz"], bank["version"]): bank for bank in present}
        self._folders = tuple(folders)
        self._finders = tuple(finders)

    def find(self, quiz: str, version: str) -> dict[str, Any] | None:
        """Return a bank file's value, or None when the version is unknown.

        Args:
            quiz: a quiz id; a checked slug, since it becomes part of a path.
            version: a quiz version; checked hexadecimal digits.

        Raises:
            CoursewrightError: an archived bank exists and is damaged.
        """
        bank = self._found.get((quiz, version)) or self._look_for(quiz, version)
        if bank is not None:
            self._found[quiz, version] = bank
        return bank

    def and_then(self, finder: Finder) -> Banks:
        """Return the same banks with one more place to look, asked last."""
        return Banks((), (), (self.find, finder))

    def after(self, finder: Finder) -> Banks:
        """Return the same banks with one more place to look, asked first."""
        return Banks((), (), (finder, self.find))

    def _look_for(self, quiz: str, version: str) -> dict[str, Any] | None:
        for folder in self._folders:
            path = folder / quiz / f"{version}.json"
            if path.is_file():
                return _read_bank(path, quiz, version)
        found = (finder(quiz, version) for finder in self._finders)
        return next((bank for bank in found if bank is not None), None)


def course_banks(
    root: Path, course: Course | None, pools: Sequence[Pool], ledger: Path | None = None
) -> Banks:
    """Return the banks a course knows.

    Args:
        root: folder of the course.
        course: the course; None when it cannot be read (then only archives are searched).
        pools: its pools; empty when the course has errors.
        ledger: folder of the ledger, which keeps a copy of every bank it has graded with. Only
            needed where no ledger is opened: an open one looks there by itself.
    """
    present = [bank_file(pool, course) for pool in pools] if course else []
    folders = [root.joinpath(*ARCHIVE)]
    if ledger is not None:
        folders.append(ledger / "banks")
    return Banks(present, folders)


def checked_bank(value: Any, quiz: str, version: str, place: str) -> dict[str, Any]:
    """Return an archived bank's value, once it is sure to hold what grading relies on.

    Args:
        value: a JSON value.
        quiz: whose bank it should be.
        version: which version it should be.
        place: where it was found, for the message.

    Raises:
        CoursewrightError: it is damaged.
    """
    try:
        _check_bank(value, quiz, version)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        message = (
            f"{place}: the archived bank is damaged ({error}); restore it from version control"
        )
        raise CoursewrightError(message) from error
    bank: dict[str, Any] = value
    return bank


def _read_bank(path: Path, quiz: str, version: str) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise CoursewrightError(f"{path}: the archived bank cannot be read: {error}") from error
    return checked_bank(value, quiz, version, str(path))


def _check_bank(value: Any, quiz: str, version: str) -> None:
    """Raise when a bank lacks what grading relies on; the file is ours, so no more than that."""
    if value["schema"] != BANK_SCHEMA or (value["quiz"], value["version"]) != (quiz, version):
        raise ValueError("it holds another bank")
    for name in ("course", "title", "kind"):
        if not isinstance(value[name], str):
            raise TypeError(name)
    if value["mastery_score"] is not None:
        Fraction(value["mastery_score"])
    items = value["items"]
    paths = set(value.get("paths", ()))
    for row in value["strata"]:
        if not paths.issuperset(row.get("paths", ())):
            raise ValueError("a stratum names a path the bank does not have")
        if type(row["count"]) is not int or any(full_id not in items for full_id in row["items"]):
            raise ValueError("a stratum names an item it does not have")
    for spec in items.values():
        if type(spec["points"]) is not int or not isinstance(spec["interaction"], str):
            raise TypeError("an item")
        _ = (spec["key"], spec["objective"])
