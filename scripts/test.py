#!/usr/bin/env python3
"""Set everything up and run all that CI runs: `python3 scripts/test.py`.

Finds a Chromium, else installs one (Playwright's, or as root on Debian the package). The tests
of the ledger on PostgreSQL need its server programs: as root on Debian the package is installed,
elsewhere those tests are skipped and say so. With npm on the machine the browser sources are also
type-checked, unit-tested and rebuilt; without it those steps are skipped and say so. Arguments
are handed to pytest, and then only pytest runs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from build import BIN, ROOT, TEST_LOCK, ensure_environment

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium(python: Path) -> str | None:
    """Return the path of a Chromium: `COURSEWRIGHT_CHROMIUM`, on PATH, or Playwright's own."""
    named = os.environ.get("COURSEWRIGHT_CHROMIUM")
    if named:
        return named
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    ask = (
        "from playwright.sync_api import sync_playwright as p\n"
        "import os\n"
        "with p() as w:\n"
        "    path = w.chromium.executable_path\n"
        "    print(path if os.path.exists(path) else '')"
    )
    answer = subprocess.run(
        [str(python), "-c", ask], check=False, capture_output=True, text=True
    ).stdout.strip()
    return answer or None


def ensure_chromium(python: Path) -> str:
    """Return a Chromium, installed first where none is found, or exit with a sentence."""
    found = find_chromium(python)
    if found:
        return found
    print("No Chromium found; installing one …", file=sys.stderr)
    if may_use_apt():
        apt_install("chromium")
    found = find_chromium(python)
    if not found:
        download = [str(python), "-m", "playwright", "install", "chromium"]
        subprocess.run(download, check=False, stdout=subprocess.DEVNULL)
        found = find_chromium(python)
    if found:
        return found
    sys.exit(
        "The tests need a Chromium and none could be installed. Install one and name it in "
        "COURSEWRIGHT_CHROMIUM."
    )


def may_use_apt() -> bool:
    """Tell whether packages of Debian can be installed: as root, with apt-get on PATH."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(package: str) -> None:
    """Install a package of Debian without starting any service; a failure is left to the caller."""
    # Run level 1 keeps a package's scripts from starting the server they install.
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for words in (["update"], ["install", "-y", package]):
        command = ["apt-get", "-qq", *words]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=quiet)


def has_postgres() -> bool:
    """Tell whether the server programs of PostgreSQL are on the machine."""
    debian = Path("/usr/lib/postgresql")
    return shutil.which("initdb") is not None or any(debian.glob("*/bin/initdb"))


def offer_postgres() -> None:
    """Install the programs of PostgreSQL where that is possible, else say what is skipped."""
    if not has_postgres() and may_use_apt():
        print("No PostgreSQL found; installing its package …", file=sys.stderr)
        apt_install("postgresql")
    if not has_postgres():
        print("No PostgreSQL: its tests of the ledger are skipped.", file=sys.stderr)


def ensure_node_modules() -> bool:
    """Install the development tools of the browser sources; False when there is no npm."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return False
    lock = ROOT / "package-lock.json"
    stamp = ROOT / "node_modules" / ".coursewright-stamp"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return True
    command = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        print("npm could not install the development tools.", file=sys.stderr)
        return False
    stamp.write_text(digest)
    return True


def steps(python: Path, *, has_node: bool) -> list[tuple[str, list[str]]]:
    """Return what CI runs, in order: the cheap and telling first."""
    course = [str(python), "-m", "coursewright.cli.main"]
    ruff = str(BIN / "ruff")
    listed: list[tuple[str, list[str]]] = [
        ("format", [ruff, "format", "--check", "--quiet", "scripts", "tests"]),
        ("lint", [ruff, "check", "--quiet", "scripts", "tests"]),
        ("types", [str(python), "-m", "mypy", "--no-error-summary"]),
        ("the course's own findings", [*course, "check", "--root", ".", "--strict"]),
    ]
    if has_node:
        npm = shutil.which("npm") or "npm"
        listed += [
            ("browser types", [npm, "run", "--silent", "types"]),
            ("browser unit tests", [npm, "test", "--silent"]),
        ]
    listed += [
        ("site", [*course, "build", "--root", ".", "--strict"]),
        ("tests", pytest_command(python)),
    ]
    return listed


def pytest_command(python: Path) -> list[str]:
    """Return the pytest call; two workers suit the smallest machine we promise."""
    return [str(python), "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-q"]


def main() -> int:
    """Run everything, stop at the first failure, and return its exit code."""
    python = ensure_environment(TEST_LOCK)
    environment = {**os.environ, "COURSEWRIGHT_CHROMIUM": ensure_chromium(python)}
    if environment.pop("PYTHONDONTWRITEBYTECODE", None):
        # Hundreds of commands are started: compiled Python is kept, but not between the sources.
        environment.setdefault("PYTHONPYCACHEPREFIX", str(BIN.parent / "compiled"))
    offer_postgres()
    has_node = ensure_node_modules()
    if not has_node:
        print("No npm: the browser sources are neither type-checked nor rebuilt.", file=sys.stderr)
    if len(sys.argv) > 1:
        command = [str(python), "-m", "pytest", *sys.argv[1:]]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    for name, command in steps(python, has_node=has_node):
        started = time.monotonic()
        print(f"== {name}", flush=True)
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if code != 0:
            print(f"== {name} failed", file=sys.stderr)
            return code
        print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
