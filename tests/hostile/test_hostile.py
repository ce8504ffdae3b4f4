"""Hostile and broken courses through the real `course check`: cases are files, one per input."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from coursewright.cli.main import cli

HERE = Path(__file__).parent
BASE = HERE.parent / "checks" / "base"
REWRITE = "COURSEWRIGHT_REWRITE" in os.environ
CASES = sorted((HERE / "cases").glob("*.yml"))
PAYLOADS = yaml.safe_load((HERE / "payloads.yml").read_text(encoding="utf-8"))
LONGEST_S = 10.0
MANY = 8  # more findings of one code in one file are counted instead of listed

LESSON = "modules/02-repair/01-sorry.md"
BANK = "quizzes/greet.md"
SCENARIO = "quizzes/scenarios/guest.md"
SCENARIO_TEXT = """---
title: A guest
skill: Greeting
minutes: 5
origin: invented
learner: You
partner: Mr Lind
mood: calm
applies: [greeting.01]
---
It rains.

## What do you say? {{ #first }}

- [x] Good evening → #end {{ applies=greeting.01 }}

    He says {text}

    > The first word opens the talk.

## He comes in. {{ #end }}

!!! debrief
    Greet.
"""


def lay_out(root: Path, files: dict[str, Any]) -> Path:
    """Write the base course of the checks, and a case's files over it."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for name, recipe in files.items():
        place(root / name, recipe)
    return root


def place(path: Path, recipe: Any) -> None:
    """Make one file: text, bytes, repetitions, links and things that are no files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(recipe, dict) and not recipe.keys() & {"replace", "append"}:
        path.unlink(missing_ok=True)
    if recipe is None:
        path.unlink()
    elif isinstance(recipe, str):
        path.write_bytes(recipe.encode())
    elif "symlink" in recipe:
        path.symlink_to(recipe["symlink"])
    elif "fifo" in recipe:
        os.mkfifo(path)
    elif "socket" in recipe:
        bind(path)
    elif "name_hex" in recipe:
        named = os.fsencode(path.parent) + b"/" + bytes.fromhex(recipe["name_hex"])
        Path(os.fsdecode(named)).write_bytes(bytes.fromhex(recipe["bytes_hex"]))
    else:
        path.write_bytes(content(path, recipe))


def content(path: Path, recipe: dict[str, Any]) -> bytes:
    """Return the bytes of a file that a recipe describes."""
    if "bytes_hex" in recipe:
        return bytes.fromhex(recipe["bytes_hex"])
    if "copy" in recipe:
        return (BASE / recipe["copy"]).read_bytes()
    if "repeat" in recipe:
        middle = recipe["repeat"] * recipe["count"]
        return f"{recipe.get('before', '')}{middle}{recipe.get('after', '')}".encode()
    if "nested" in recipe:
        lines = "".join(f"{'    ' * depth}{recipe['nested']}\n" for depth in range(recipe["count"]))
        return f"{recipe.get('before', '')}{lines}".encode()
    text = path.read_text(encoding="utf-8")
    for old, new in recipe.get("replace", {}).items():
        assert old in text, f"the base course has no {old!r}"
        text = text.replace(old, new)
    return (text + recipe.get("append", "")).encode()


def bind(path: Path) -> None:
    """Leave a socket in the file system."""
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path may be 108 bytes long
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


def check(root: Path) -> tuple[int, list[str]]:
    """Run `course check` in this process: exit code, and findings as `CODE path:line`."""
    started = time.monotonic()
    result = CliRunner().invoke(cli, ["check", "--root", str(root), "--format", "json"])
    duration_s = time.monotonic() - started

    assert duration_s < LONGEST_S
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    found = json.loads(result.stdout)["findings"]
    # How the small course is written is no matter here; codes of the reviewer have two digits.
    findings = [row for row in found if len(row["code"]) > len("Q07")]
    assert all(finding["message"] and finding["hint"] for finding in found)
    assert result.exit_code == int(any(row["severity"] == "error" for row in found))
    return int(any(row["severity"] == "error" for row in findings)), told(findings)


def told(findings: list[dict[str, Any]]) -> list[str]:
    """Shorten findings to what a case states; many of a kind in a file become a number."""
    number = Counter((row["code"], row["path"]) for row in findings)
    lines = [
        f"{row['code']} {row['path']}:{row['line']}"
        for row in findings
        if number[row["code"], row["path"]] <= MANY
    ]
    lines += [f"{code} {path} x{n}" for (code, path), n in number.items() if n > MANY]
    return sorted(set(lines))


def payload_cases() -> list[tuple[int, str, str]]:
    """Return number, payload and place of each way to bring code into a page."""
    cases = []
    for number, payload in enumerate(PAYLOADS):
        is_lesson_only = isinstance(payload, dict)
        text = payload["lesson_only"] if is_lesson_only else payload
        places = ("lesson",) if is_lesson_only else ("lesson", "bank", "scenario")
        cases += [(number, text, where) for where in places]
    return cases


def rewrite(path: Path, outcome: list[str]) -> None:
    """Replace the last block of a case file, keeping everything above it as written."""
    head, found, _ = path.read_text(encoding="utf-8").rpartition("\noutcome:")
    assert found, f"{path.name} has no outcome"
    block = yaml.safe_dump({"outcome": outcome}, allow_unicode=True, width=1000)
    path.write_text(f"{head}\n{block}", encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_hostile_course_gets_exactly_its_findings(case: Path, tmp_path: Path) -> None:
    """Each input gives the named findings and exit code 1, or is fine for a stated reason."""
    value = yaml.safe_load(case.read_text(encoding="utf-8"))
    code, found = check(lay_out(tmp_path / "course", value["files"]))
    outcome = value["outcome"]
    if isinstance(outcome, dict):
        assert outcome["ok"]
        assert code == 0, found
        return
    if REWRITE:
        rewrite(case, found)
        outcome = found

    assert found == outcome
    assert code == 1


@pytest.mark.parametrize(("number", "payload", "where"), payload_cases())
def test_no_script_reaches_a_page(number: int, payload: str, where: str, tmp_path: Path) -> None:
    """Every way of bringing code into a browser is an error with a safety code."""
    if where == "lesson":
        files: dict[str, Any] = {LESSON: {"append": f"\n{payload}\n"}}
    elif where == "scenario":
        text = "\n    ".join(payload.splitlines())
        files = {SCENARIO: SCENARIO_TEXT.format(text=text)}
    else:
        text = "\n    > ".join(payload.splitlines())
        files = {BANK: {"replace": {"Silence is not friendly.": f"Silence. {text}"}}}
    code, found = check(lay_out(tmp_path / "course", files))

    assert code == 1
    path = {"lesson": LESSON, "bank": BANK, "scenario": SCENARIO}[where]
    assert any(line.startswith("S5") and path in line for line in found), (number, found)


@pytest.mark.acceptance
@pytest.mark.parametrize(
    "name",
    ["file-fifo", "yaml-alias-bomb", "bomb-brackets", "file-name-not-utf8", "control-escape"],
)
def test_the_real_command_survives(name: str, tmp_path: Path) -> None:
    """A new process on a terminal without colours: exit code 1, findings, no control characters."""
    value = yaml.safe_load((HERE / "cases" / f"{name}.yml").read_text(encoding="utf-8"))
    root = lay_out(tmp_path / "course", value["files"])
    words = [sys.executable, "-m", "coursewright.cli.main", "check", "--root", str(root)]
    run = subprocess.run(words, capture_output=True, timeout=LONGEST_S, check=False)

    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    assert b"error: " in run.stdout
    assert b"error" in run.stderr
    assert not any(byte < 32 and byte != 10 for byte in run.stdout)


def test_nothing_is_executed(tmp_path: Path) -> None:
    """A YAML tag that would run a program leaves no trace of it."""
    value = yaml.safe_load((HERE / "cases" / "yaml-python-object.yml").read_text(encoding="utf-8"))
    check(lay_out(tmp_path / "course", value["files"]))

    assert not list(tmp_path.rglob("pwned"))
    assert not Path("pwned").exists()


def test_there_are_enough_cases() -> None:
    """The list only grows; a case that is silent says why."""
    assert len(CASES) >= 120
    assert len(PAYLOADS) >= 40
