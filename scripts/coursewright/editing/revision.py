"""An earlier state of the course out of git, in a folder of its own."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS: Final = ("modules", "quizzes", "docs")


def export_revision(root: Path, revision: str, target: Path) -> None:
    """Write the course's folders as they were into `target`; the working folder is not touched.

    Args:
        root: folder of the course, in a git repository.
        revision: what git understands: a tag, a branch, `HEAD~3`.
        target: an empty folder.

    Raises:
        CoursewrightError: there is no git, no repository, no such revision, or no course in it.
    """
    if shutil.which("git") is None:
        raise CoursewrightError("git is not installed; it holds the earlier states of the course")
    if revision.startswith("-"):
        raise CoursewrightError(f"{revision}: this is no revision")
    _git(root, f"{root.resolve()} is in no git repository", "rev-parse", "--git-dir")
    _git(
        root,
        f"{revision}: git knows no such revision",
        "rev-parse",
        "--verify",
        "--quiet",
        f"{revision}^{{commit}}",
    )
    listed = _git(root, "git cannot list it", "ls-tree", "--name-only", "-z", revision)
    names = [name for name in FOLDERS if name in listed.decode("utf-8", "replace").split("\0")]
    if "modules" not in names:
        raise CoursewrightError(f"{revision}: there was no course in this folder then")
    packed = _git(
        root, "git cannot write it out", "archive", "--format=tar", revision, "--", *names
    )
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")


def _git(root: Path, problem: str, *words: str) -> bytes:
    command = ["git", "-C", str(root), *words]
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - no shell; a revision never begins with `-`
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CoursewrightError(f"{problem}{f' ({said[-1]})' if said else ''}")
    return done.stdout
