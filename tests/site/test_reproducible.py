"""The same course gives the same bytes, whoever builds it, and a build is all or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from .building import build, copy_course, run_build
from .conftest import EPOCH

if TYPE_CHECKING:
    from pathlib import Path

    from .building import Site

pytestmark = pytest.mark.acceptance


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its relative path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the course to another place."""
    return copy_course(tmp_path_factory.mktemp("another place") / "my course")


@pytest.fixture(scope="module")
def other_site(site: Site, elsewhere: Path) -> Path:
    """Build the same course at another place, in another time zone, language and hash order."""
    return build(
        elsewhere,
        elsewhere.parent / "site",
        COURSE_SITE_URL=site.url,
        SOURCE_DATE_EPOCH=EPOCH,
        TZ="Pacific/Kiritimati",
        LC_ALL="tr_TR.UTF-8",
        LANG="tr_TR.UTF-8",
        PYTHONHASHSEED="4242",
    )


def test_two_builders_get_the_same_bytes(site: Site, other_site: Path) -> None:
    """Place, time zone, language and hash order leave no trace in any file."""
    one, other = files_of(site.folder), files_of(other_site)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def test_failed_build_leaves_the_last_site(elsewhere: Path, other_site: Path) -> None:
    """A broken link stops the build with its place; the site stays as it was, and nothing else."""
    before = files_of(other_site)
    neighbours = sorted(other_site.parent.iterdir())
    lesson = elsewhere / "modules/04-resolved/02-person-first.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text + "\n[gone](no-such-lesson.md)\n", encoding="utf-8")
    done = run_build(elsewhere, other_site)
    lesson.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert "02-person-first.md:" in done.stderr
    assert files_of(other_site) == before
    assert sorted(other_site.parent.iterdir()) == neighbours


def test_killed_build_leaves_the_last_site(elsewhere: Path, other_site: Path) -> None:
    """A build that is killed while it writes leaves the last site, and the next one works."""
    before = files_of(other_site)
    command = [sys.executable, "-m", "coursewright.cli.main", "build", "--root", str(elsewhere)]
    known = set(other_site.parent.iterdir())
    with subprocess.Popen(
        [*command, "--out", str(other_site)], stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 60
        while not any(new.is_dir() for new in set(other_site.parent.iterdir()) - known):
            assert process.poll() is None, "the build ended before it began to write"
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert files_of(other_site) == before
    build(elsewhere, other_site)
    assert set(other_site.parent.iterdir()) == known
