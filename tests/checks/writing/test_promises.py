"""Guidelines that hold because the course cannot do otherwise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from tests.checks.test_golden import found_in, lay_out

HERE: Final = Path(__file__).parent
BROWSER: Final = Path(__file__).parents[3] / "scripts/coursewright/browser"
STYLE_SHEETS: Final = sorted(
    path for path in BROWSER.rglob("*.css") if "node_modules" not in path.parts
)
MOVING: Final = re.compile(
    r"@keyframes|\b(?:animation|transition)(?:-[a-z]+)?\s*:(?!\s*none)|scroll-behavior\s*:\s*smooth"
)
ON_REQUEST: Final = re.compile(r"@media[^{]*prefers-reduced-motion\s*:\s*no-preference[^{]*\{")


@pytest.mark.parametrize(
    ("path", "before", "setting"),
    [
        ("quizzes/greet.md", "kind: practice", "time_limit: 20"),
        ("quizzes/final.md", "kind: record", "minutes: 20"),
        ("modules/course.yml", "language: en", "time_limit: 20"),
        ("modules/course.yml", "language: en", "reminders: weekly"),
        ("modules/course.yml", "language: en", "notifications: true"),
    ],
)
def test_there_is_no_setting_for(path: str, before: str, setting: str, tmp_path: Path) -> None:
    """A time limit or a reminder is refused as an unknown key, so that no course can have one."""
    changes = {path: {"replace": {before: f"{before}\n{setting}"}}}
    key = setting.partition(":")[0]

    found = found_in(lay_out(tmp_path, changes, HERE / "base"), review=True)

    assert [line for line in found if " Y0" in line and f"`{key}`" in line]


def outside_requests(css: str) -> str:
    """Return a style sheet without the blocks for people who have not asked for less motion."""
    rest = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    while match := ON_REQUEST.search(rest):
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        rest = rest[: match.start()] + rest[end:]
    return rest


@pytest.mark.parametrize("path", STYLE_SHEETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_style_sheets_move_nothing_unasked(path: Path) -> None:
    """Animations and transitions stand in a block that reduced motion switches off."""
    assert not MOVING.findall(outside_requests(path.read_text("utf-8")))


def test_unasked_motion_would_be_seen() -> None:
    """The search finds a transition, also a compressed one, and leaves one on request alone."""
    asked = "@media (prefers-reduced-motion: no-preference){.a{transition:color 1s}.b{color:red}}"

    assert MOVING.findall(outside_requests(".a{animation:x 1s}"))
    assert MOVING.findall(outside_requests(f"{asked}.b{{transition:color 1s}}"))
    assert not MOVING.findall(outside_requests(f"{asked}.b{{transition:none}}"))
