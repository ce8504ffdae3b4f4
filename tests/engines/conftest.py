"""A writable copy of the tiny course, and its built site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursewright.engines import build_site
from coursewright.pipeline import load_course
from coursewright.rendering import RenderedCourse, render_course

FIXTURE = Path(__file__).parents[1] / "rendering" / "fixture"


def render(root: Path) -> RenderedCourse:
    """Read and render a course that has no errors."""
    loaded = load_course(root)
    assert loaded.course is not None
    assert not loaded.findings.has_errors, [str(finding) for finding in loaded.findings]
    return render_course(loaded.course, loaded.pools, loaded.published)


@pytest.fixture
def course_root(tmp_path: Path) -> Path:
    """A copy of the fixture course that a test may change."""
    root = tmp_path / "course"
    shutil.copytree(FIXTURE, root)
    return root


@pytest.fixture(scope="session")
def rendered() -> RenderedCourse:
    """The fixture course, rendered once."""
    return render(FIXTURE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, rendered: RenderedCourse) -> Path:
    """The fixture course, built once."""
    out = tmp_path_factory.mktemp("built") / "site"
    build_site(FIXTURE, rendered, out)
    return out
