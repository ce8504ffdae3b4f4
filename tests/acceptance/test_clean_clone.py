"""The two commands of the README, in an empty folder, as somebody meets them on the first day."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("clone")]

ROOT = Path(__file__).parents[2]
# The interpreter below this virtual environment: the one a person types as `python3`.
PYTHON = getattr(sys, "_base_executable", sys.executable)
NO_INDEX = "The packages could not be installed"


def run(clone: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts in the clone, without the environment of this test run."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "VIRTUAL"))
    }
    done = subprocess.run(
        [PYTHON, *command], cwd=clone, env=environment, check=False, capture_output=True, text=True
    )
    if NO_INDEX in done.stderr:
        pytest.skip("no package index can be reached from here")
    return done


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this repository, as committed."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("clone") / "coursewright"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


@pytest.fixture(scope="module")
def built(clone: Path) -> subprocess.CompletedProcess[str]:
    """The first `python3 scripts/build.py`."""
    return run(clone, "scripts/build.py")


def test_build_makes_the_environment_and_the_site(
    built: subprocess.CompletedProcess[str], clone: Path
) -> None:
    """The first command sets up .venv from the lock file and builds site/."""
    assert built.returncode == 0, built.stderr
    assert "Setting up" in built.stderr
    assert (clone / "site" / "resolved" / "quiz" / "index.html").is_file()
    assert (clone / ".venv").is_dir()


def test_the_second_build_installs_nothing_and_makes_the_same_site(
    built: subprocess.CompletedProcess[str], clone: Path
) -> None:
    """A second run needs no network: it sets up nothing, and leaves the checkout clean."""
    assert built.returncode == 0
    before = (clone / "site" / "index.html").read_bytes()

    again = run(clone, "scripts/build.py")

    assert again.returncode == 0, again.stderr
    assert "Setting up" not in again.stderr
    assert (clone / "site" / "index.html").read_bytes() == before
    status = ["git", "-C", str(clone), "status", "--porcelain"]
    assert subprocess.run(status, check=True, capture_output=True, text=True).stdout == ""


def test_the_test_command_sets_up_and_runs(
    built: subprocess.CompletedProcess[str], clone: Path
) -> None:
    """The second command installs what the tests need, finds a Chromium, and hands on to pytest."""
    assert built.returncode == 0

    done = run(
        clone, "scripts/test.py", "-q", "tests/test_repository.py", "tests/browser/test_bundle.py"
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
