"""What an edit of the source will write, and the trial on a copy that it passes before."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError
from coursewright.editing.edits import apply_changes
from coursewright.generating.forms import public_form
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coursewright.diagnostics import Findings
    from coursewright.editing.edits import Change
    from coursewright.pipeline import Loaded

FOLDERS = ("modules", "quizzes", "docs")


@dataclass(frozen=True, slots=True)
class Plan:
    """Files to write and to remove, relative to the course root, and what to say about it."""

    files: Mapping[str, bytes]
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    before: Mapping[str, bytes] = field(default_factory=dict)
    """Present content of the files, for the difference."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """New path -> present path, of the files that get another name."""

    def difference(self) -> Iterator[str]:
        """Yield the lines of a unified diff, without line ends."""
        for path, content in self.files.items():
            moved = self.moved.get(path, path)
            old, new = self.before.get(moved, b""), content
            if moved != path and old == new:
                yield from (f"--- {moved}", f"+++ {path}")
            yield from difflib.unified_diff(
                old.decode("utf-8").splitlines(),
                new.decode("utf-8").splitlines(),
                moved,
                path,
                lineterm="",
            )


class RefusedError(CoursewrightError):
    """The edited course would have findings that it does not have now."""

    def __init__(self, message: str, findings: Findings) -> None:
        """Keep the findings of the edited course, for printing."""
        super().__init__(message)
        self.findings = findings


def make_plan(
    root: Path,
    changes: Iterable[Change],
    moved: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Plan:
    """Return the plan that makes some changes.

    Args:
        root: folder of the course.
        changes: in any order.
        moved: path -> its new path.
        notes: lines to say about it.
    """
    moved = moved or {}
    by_path: dict[str, list[Change]] = {path: [] for path in moved}
    for change in changes:
        by_path.setdefault(change.path, []).append(change)
    before = {path: (root / path).read_bytes() for path in by_path}
    files = {
        moved.get(path, path): apply_changes(path, before[path], every)
        for path, every in sorted(by_path.items())
    }
    origins = {new: old for old, new in moved.items()}
    return Plan(files, tuple(moved), notes, before, origins)


def try_plan(root: Path, plan: Plan, present: Loaded, *, is_same_form: bool) -> Loaded:
    """Make the plan on a copy of the course and look whether anything breaks.

    Args:
        root: folder of the course.
        plan: what would be written.
        present: the course as it is, without errors.
        is_same_form: what learners get must not change at all.

    Returns:
        What was read of the copy.

    Raises:
        RefusedError: the copy has an error, with its findings.
        CoursewrightError: what learners get would change although it must not.
    """
    with tempfile.TemporaryDirectory(prefix="coursewright-") as scratch:
        copy = Path(scratch)
        for name in FOLDERS:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, copy_function=_link_or_copy)
        for path in plan.removed:
            (copy / path).unlink()
        for path, content in plan.files.items():
            (copy / path).unlink(missing_ok=True)  # it may be a link to the real file
            (copy / path).write_bytes(content)
        tried = load_course(copy)
    if tried.course is None or tried.findings.has_errors:
        raise RefusedError("Nothing was changed: the course would have errors.", tried.findings)
    if is_same_form and _forms(present) != _forms(tried):
        raise CoursewrightError("Nothing was changed: learners would get another quiz than now.")
    return tried


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)  # another file system


def _forms(loaded: Loaded) -> dict[str, object]:
    """Return what learners get under which id: the quizzes, and what each module practises."""
    course = loaded.course
    if course is None:
        return {}
    forms: dict[str, object] = {pool.quiz.id: public_form(pool, course) for pool in loaded.pools}
    scenarios = {one.id for one in course.scenarios}
    instruments = {one.id for one in course.instruments}
    modules = [(one.scenarios, one.instrument) for one in course.modules]
    forms["/practice"] = scenarios, instruments, modules  # no bank has an id with a slash
    return forms
