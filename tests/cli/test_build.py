from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FIXTURE = Path(__file__).parents[1] / "rendering" / "fixture"


@pytest.fixture
def root(tmp_path):
    """A copy of the tiny course."""
    shutil.copytree(FIXTURE, tmp_path / "course")
    return tmp_path / "course"


def course(*words: object):
    """Run the real command."""
    command = [sys.executable, "-m", "coursewright.cli.main", *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_build_writes_the_site_and_says_so_in_one_line(root):
    """Standard output stays empty; the summary names pages, items, seconds and the folder."""
    done = course("build", "--root", root)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "Built 11 pages with " in done.stderr.splitlines()[-1]
    assert (root / "site" / "index.html").exists()


def test_json_is_one_object_on_standard_output(root, tmp_path):
    """A program reads the summary from standard output."""
    done = course("build", "--root", root, "--out", tmp_path / "x", "--json")
    value = json.loads(done.stdout)
    assert value["pages"] == 11
    assert value["revealed"] == []


def test_errors_stop_the_build_and_leave_the_last_site(root):
    """A mistake gives exit code 1, its place and no new site."""
    assert course("build", "--root", root).returncode == 0
    before = (root / "site" / "index.html").stat().st_mtime_ns
    bank = root / "quizzes" / "start.md"
    bank.write_text(bank.read_text("utf-8").replace("- [x] Warm", "- [v] Warm"), "utf-8")
    done = course("build", "--root", root)
    assert done.returncode == 1
    assert "quizzes/start.md:12:" in done.stderr
    assert "Traceback" not in done.stderr
    assert (root / "site" / "index.html").stat().st_mtime_ns == before


def test_published_key_is_reported(root):
    """A record bank with `reveal: true` is named on every build."""
    bank = root / "quizzes" / "final.md"
    text = bank.read_text("utf-8").replace("kind: record", "kind: record\nreveal: true")
    bank.write_text(text, "utf-8")
    done = course("build", "--root", root)
    assert done.returncode == 0, done.stderr
    assert "final has `reveal: true`" in done.stderr


def test_handbook_is_built_only_on_request(root):
    """The product's own pages are no part of the learners' site."""
    folder = root / "docs" / "handbook"
    folder.mkdir()
    (folder / "index.md").write_text("# The handbook\n\n    ::: check x/y\n", "utf-8")
    assert course("build", "--root", root).returncode == 0
    assert not (root / "site" / "handbook").exists()
    assert course("build", "--root", root, "--with-handbook").returncode == 0
    page = (root / "site" / "handbook" / "index.html").read_text("utf-8")
    assert "::: check x/y" in page


def test_dangerous_settings_are_refused(root, tmp_path):
    """A `mkdocs.yml` with a code tag runs nothing and gives exit code 3."""
    mark = tmp_path / "mark"
    text = f"site_name: x\nextra: !!python/object/apply:os.mkdir ['{mark}']\n"
    (root / "mkdocs.yml").write_text(text, "utf-8")
    done = course("build", "--root", root)
    assert done.returncode == 3
    assert "mkdocs.yml:2" in done.stderr
    assert not mark.exists()
