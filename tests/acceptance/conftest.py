"""The real commands and a published copy of the real course."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ("modules", "quizzes", "docs", "mkdocs.yml")


def run_course(*arguments: str, expect: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the real `course` and insist on its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "coursewright.cli.main", *arguments],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the bundled course, so that nothing is written into the repository."""
    folder = tmp_path_factory.mktemp("course")
    for name in SOURCE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="session")
def published(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, published to a folder by the real command."""
    target = tmp_path_factory.mktemp("www")
    run_course("publish", "--root", str(course), "--to", str(target))
    return target / "current"
