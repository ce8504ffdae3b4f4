"""A copy of the course to try the documentation's commands on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.handbook.pages import ROOT
from tests.records.samples import record

from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = ("modules", "quizzes", "docs", "mkdocs.yml")
COMMAND = (sys.executable, "-m", "coursewright.cli.main")


def copy_course(folder: Path) -> Path:
    """Copy the bundled course, so that nothing is written into the repository."""
    for name in SOURCE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


def run_course(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the real `course` in a folder."""
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, check=False, capture_output=True, text=True
    )


def training_record(root: Path, name: str, quizzes: tuple[str, ...], seconds: int) -> bytes:
    """Return the training record of somebody who left every item of some quizzes open.

    Args:
        root: the course.
        name: as typed.
        quizzes: one attempt each.
        seconds: how long each attempt took.
    """
    loaded = load_course(root)
    assert loaded.course is not None
    pools = {pool.quiz.id: pool for pool in loaded.pools}
    attempts: list[dict[str, Any]] = []
    for number, quiz in enumerate(quizzes, start=1):
        # Who says no path is on the first one.
        first = loaded.course.paths[0].id
        rows = [row for row in pools[quiz].strata if row.is_for(first)]
        drawn = [item for row in rows for item in row.items[: row.count]]
        attempts.append(
            record(
                number + 100 * len(name),
                course=loaded.course.id,
                quiz=quiz,
                quiz_version=pools[quiz].version,
                declared_name=name,
                submitted=f"2026-11-21T10:{seconds // 60:02d}:{seconds % 60:02d}.000Z",
                responses=[{"item": item, "response": None, "ms": 100} for item in drawn],
            )
        )
    value = {
        "schema": "coursewright/training-record/1",
        "course": loaded.course.id,
        "exported": "2026-11-21T11:00:00.000Z",
        "declared_name": name,
        "attempts": attempts,
    }
    return json.dumps(value).encode()
