"""Banks by quiz and version: from the course as it is, its archive, and the ledger's copies."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.forms import BANK_SCHEMA, bank_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from coursewright.model import Course, Pool

ARCHIVE: Final = ("quizzes", ".archive")


class Banks:
    """Finds the bank of a quiz version; archived banks are read when first asked for."""

    def __init__(self, present: Iterable[dict[str, Any]], folders: Sequence[Path]) -> None:
        self._found: dict[tuple[str, str], dict[str, Any] | None] = {
            (bank["quiz"], bank["version"]): bank for bank in present
        }
        self._folders = tuple(folders)

    def find(self, quiz: str, version: str) -> dict[str, Any] | None:
        """Return a bank file's value, or None when the version is unknown.

        Args:
            quiz: a quiz id; a checked slug, since it becomes part of a path.
            version: a quiz version; checked hexadecimal digits.

        Raises:
            CoursewrightError: an archived bank exists and is damaged.
        """
        known = (quiz, version)
        if known not in self._found:
            paths = [folder / quiz / f"{version}.json" for folder in self._folders]
            path = next((path for path in paths if path.is_file()), None)
            self._found[known] = None if path is None else _read_bank(path, quiz, version)
        return self._found[known]


def course_banks(
    root: Path, course: Course | None, pools: Sequence[Pool], ledger: Path | None = None
) -> Banks:
    """Return the banks a course knows.

    Args:
        root: folder of the course.
        course: the course; None when it cannot be read (then only archives are searched).
        pools: its pools; empty when the course has errors.
        ledger: folder of the ledger, which keeps a copy of every bank it has graded with.
    """
    present = [bank_file(pool, course) for pool in pools] if course else []
    folders = [root.joinpath(*ARCHIVE)]
    if ledger is not None:
        folders.append(ledger / "banks")
    return Banks(present, folders)


def _read_bank(path: Path, quiz: str, version: str) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise CoursewrightError(f"{path}: the archived bank cannot be read: {error}") from error
    try:
        _check_bank(value, quiz, version)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        message = f"{path}: the archived bank is damaged ({error}); restore it from version control"
        raise CoursewrightError(message) from error
    bank: dict[str, Any] = value
    return bank


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
    for row in value["strata"]:
        if type(row["count"]) is not int or any(full_id not in items for full_id in row["items"]):
            raise ValueError("a stratum names an item it does not have")
    for spec in items.values():
        if type(spec["points"]) is not int or not isinstance(spec["interaction"], str):
            raise TypeError("an item")
        _ = (spec["key"], spec["objective"])
