#!/usr/bin/env python3
"""Set up `.venv` from the hashed lock file and build `site/`: `python3 scripts/build.py`.

Needs nothing but Python 3.11 or newer. A second run installs nothing and needs no network.
Arguments are handed to `course build`, such as `--with-handbook`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
BUILD_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"


def ensure_environment(lock: str = BUILD_LOCK) -> Path:
    """Make `.venv` hold what a lock file names, and this project; return its Python.

    A stamp with the digest of the lock and of `pyproject.toml` makes the second call cheap: it
    reads two files and starts nothing.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version}.")
    if not is_prepared(lock):
        print(f"Setting up {VENV.name} from {lock} (once) …", file=sys.stderr)
        _install(lock)
        # The tests' lock holds the build's pins, so that one environment serves both scripts.
        for name in {lock, BUILD_LOCK}:
            _stamp(name).write_text(_digest(name))
    return PYTHON


def is_prepared(lock: str) -> bool:
    """Tell whether `.venv` was completed for exactly this lock file and `pyproject.toml`."""
    stamp = _stamp(lock)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _digest(lock)


def _stamp(lock: str) -> Path:
    """Return the file that is written last, when an install is complete."""
    return VENV / f"{lock}.stamp"


def _digest(lock: str) -> str:
    """Return the digest of everything an install depends on."""
    digest = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _install(lock: str) -> None:
    """Create the environment and install the locked files, each checked against its hash."""
    if not _works(PYTHON):
        try:
            venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
        except subprocess.CalledProcessError:
            sys.exit(
                "Python could not create a virtual environment with pip. On Debian and Ubuntu "
                "install the package python3-venv, then run this again."
            )
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = (
        [*pip, "--require-hashes", "--requirement", str(ROOT / lock)],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    )
    for step in steps:
        if subprocess.run(step, check=False).returncode != 0:
            sys.exit(
                "The packages could not be installed: see pip's message above. The first run "
                "needs a package index; later runs need no network."
            )


def _works(python: Path) -> bool:
    """Tell whether an earlier run left a usable interpreter with pip (it may have been killed)."""
    if not python.exists():
        return False
    probe = [str(python), "-c", "import pip"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


def main() -> int:
    """Build the site of this repository and return the exit code of `course build`."""
    python = ensure_environment()
    command = [str(python), "-m", "coursewright.cli.main", "build", "--root", str(ROOT)]
    return subprocess.run([*command, *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
