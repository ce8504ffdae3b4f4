"""What a build costs: counted where it can be counted, else in CPU seconds against plain MkDocs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines import cost

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
BASE = HERE.parent / "checks" / "base"
RUNS = 3


@pytest.mark.acceptance
def test_everything_is_done_once(tmp_path):
    """A build opens each source once, scans the texts once and converts each page once."""
    root, out = tmp_path / "course", tmp_path / "site"
    shutil.copytree(BASE, root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    command = [sys.executable, str(HERE / "cost_probe.py"), str(root), str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    pages = sum(1 for _ in out.rglob("index.html"))
    sources = [path for path in root.rglob("*") if path.is_file()]

    # The settings are looked through before the engine, which reads them itself, may see them.
    expected = {path.relative_to(root).as_posix(): 1 for path in sources} | {"mkdocs.yml": 2}
    assert counts["opened"] == expected
    assert counts["scans"] == 1
    assert counts["converted"] == pages
    assert counts["engines"] <= pages + 1  # MkDocs makes one to try the settings


@pytest.mark.acceptance
@pytest.mark.xdist_group("cost")
def test_build_keeps_its_budget():
    """Building the real course costs less than 1.3 times the CPU of plain MkDocs.

    The least of each kind of run counts: whatever else a machine does, it only ever adds.
    """
    ours, theirs = zip(*cost.measure(ROOT, RUNS), strict=True)

    assert min(ours) / min(theirs) < cost.BAR
