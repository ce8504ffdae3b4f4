"""What several commands share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coursewright.cli.common import wants_color

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="pseudo-terminals exist on Unix only")


@pytest.mark.parametrize(
    ("environment", "is_colored"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colors_on_a_terminal(
    environment: dict[str, str],
    is_colored: bool,  # noqa: FBT001 - a parameter of the test
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A terminal gets colours unless NO_COLOR (with any value) or a plain TERM asks for none."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    master, slave = pty.openpty()
    try:
        with open(slave, "w", encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor
            assert wants_color(terminal) is is_colored
    finally:
        os.close(master)


def test_files_get_no_colors(tmp_path: Path) -> None:
    """What goes into a file holds no escape codes."""
    with (tmp_path / "out.txt").open("w", encoding="utf-8") as file:
        assert not wants_color(file)
