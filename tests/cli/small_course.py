"""A small course on disk, and commands run on it in this process."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from tests.records.samples import record

from coursewright.cli.main import cli
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from click.testing import Result

SOURCE = Path(__file__).parent / "small-course"
TALK = "quizzes/scenarios/talk.md"
TALK_TEXT = """---
title: The talk
skill: Greeting
minutes: 5
origin: invented
learner: You
partner: Mr Lind
mood: calm
applies: [letters.01]
---
It rains.

## What do you say? { #first }

- [x] Good evening → #end { mood=pleased }

    He smiles.

    > The first word opens the talk.

- [ ] Nothing → #end

    He waits.

    > Nobody feels welcome in a silence.

## He comes in. { #end }

!!! debrief
    Greet first.
"""
"""A scenario that fits the course, for the tests that want one."""


def copy_course(folder: Path) -> Path:
    """Copy the course into a folder of its own."""
    return Path(shutil.copytree(SOURCE, folder / "course"))


def run(*words: object) -> Result:
    """Run `course` with these words; standard output and error are kept apart."""
    return CliRunner().invoke(cli, [str(word) for word in words])


def attempt(root: Path, number: int = 1, quiz: str = "final", **changes: Any) -> dict[str, Any]:
    """Return a fully right attempt at a quiz of the course as it stands."""
    loaded = load_course(root)
    pool = next(pool for pool in loaded.pools if pool.quiz.id == quiz)
    rows = _right_responses(root, pool)
    fields = {"quiz": quiz, "quiz_version": pool.version, "responses": rows, **changes}
    return record(number, **fields)


def write_json(path: Path, value: Any) -> Path:
    """Write a JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def _right_responses(root: Path, pool: Any) -> list[dict[str, Any]]:
    from coursewright.generating.forms import key_form  # noqa: PLC0415 - only tests of records

    course = load_course(root).course
    assert course is not None
    keys = key_form(pool, course)
    drawn = [full_id for row in pool.strata for full_id in row.items[: row.count]]
    return [{"item": name, "response": _right(keys[name]), "ms": 20_000} for name in drawn]


def _right(key: dict[str, Any]) -> Any:
    if "credits" in key:
        return next(option for option, credit in key["credits"].items() if credit == "1")
    if "blanks" in key:
        return [blank["accepted"][0] for blank in key["blanks"]]
    return key.get("order") or sorted(map(list, key["pairs"].items()))
