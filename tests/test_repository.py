"""Promises about the repository itself: locks, names, and what must not be in it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def tracked_files() -> list[Path]:
    """Every text file git knows of; without git (a source archive) the test is skipped."""
    done = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash_and_no_address(name: str) -> None:
    """Lock files pin versions with hashes and name no package index."""
    text = (ROOT / name).read_text()
    blocks = [block for block in re.split(r"\n(?=\S)", text) if PIN.match(block)]

    assert len(blocks) > 20
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_the_test_lock_contains_the_build_lock() -> None:
    """One environment serves both scripts: the build's pins are a part of the tests' pins."""
    build, tests = (set(PIN.findall((ROOT / name).read_text())) for name in LOCKS)

    assert build - tests == set()


def test_the_npm_lock_has_integrity_and_no_address() -> None:
    """package-lock.json carries integrity hashes and no resolved addresses."""
    text = (ROOT / "package-lock.json").read_text()

    assert '"integrity": "sha512-' in text
    assert '"resolved"' not in text


def test_no_file_names_a_machine_or_a_package_index() -> None:
    """No path of somebody's machine and no address of a registry stands in a tracked file."""
    registry = r"https?://[A-Za-z0-9.-]*(?:py" r"pi\.org|pythonhosted|np" r"mjs|debian\.org)"
    pattern = re.compile(rf"(?<![A-Za-z0-9_.])/(?:work|root|home/[a-z])/|{registry}")
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in pattern.finditer(text)]

    assert found == []


def test_ci_runs_what_the_readme_says() -> None:
    """`.ci/run` calls scripts/test.py and nothing else."""
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]

    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "exec python3 scripts/test.py"]
