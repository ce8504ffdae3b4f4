"""A course that HR can enrol people for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import copy_course, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course with a key."""
    course = copy_course(tmp_path)
    run("keys", "new", "--root", course)
    return course
