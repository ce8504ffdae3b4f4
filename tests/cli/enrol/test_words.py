"""The options of `course enrol`, what it prints, and what it refuses before it begins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.enrol.desk import ANNA, BO, HEADS, SITE, enrol, people
from tests.cli.small_course import copy_course, run

from coursewright.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


def test_a_dry_run_writes_nothing(root: Path) -> None:
    """It says what would happen, and neither ledger nor folder changes."""
    done = enrol(root, [ANNA], "--dry-run")

    assert "Nothing was written" in done.stderr
    assert "1 new" in done.stderr
    assert people(root) == {}
    assert not (root / "enrolment").exists()


def test_json_says_everything_but_the_links(root: Path) -> None:
    """Programs get groups, problems and columns on standard output, also when nothing was done."""
    value = json.loads(enrol(root, [ANNA, BO], "--json").stdout)
    bad = json.loads(enrol(root, ["1,Bo,no-address,,,,yes"], "--json").stdout)

    assert value["is_written"] is True
    assert value["change"]["added"] == ["00417", "00418"]
    assert value["links"] == ["00417", "00418"]
    assert bad["is_written"] is False
    assert [(each["row"], each["column"]) for each in bad["problems"]] == [(2, "email")]


@pytest.mark.parametrize("site", ["example.com", "https://x/#a", "ftp://example.com/"])
def test_other_addresses_are_usage_errors(root: Path, site: str) -> None:
    """An address that no link can begin with is refused before anything is read."""
    roster = root / "roster.csv"
    roster.write_text(f"{HEADS}\n{ANNA}\n", encoding="utf-8")

    assert run("enrol", roster, "--root", root, "--site", site).exit_code == 2


def test_sites_without_https_are_a_warning(root: Path) -> None:
    """HR may go on, and knows that no record will be signed."""
    roster = root / "roster.csv"
    roster.write_text(f"{HEADS}\n{ANNA}\n", encoding="utf-8")
    done = run("enrol", roster, "--root", root, "--site", "http://intranet/course/")

    assert done.exit_code == 0
    assert "Warning: http://intranet/course/ is not https" in done.stderr


def test_without_a_key_nothing_happens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence says how to make a key; the exit code is 3 and nothing is written."""
    root = copy_course(tmp_path)
    roster = root / "roster.csv"
    roster.write_text(f"{HEADS}\n{ANNA}\n", encoding="utf-8")

    with pytest.raises(SystemExit) as stop:
        main(["enrol", str(roster), "--root", str(root), "--site", SITE])

    assert stop.value.code == 3
    assert "course keys new" in capsys.readouterr().err
    assert not (root / "enrolment").exists()
    assert not (root / "keys").exists()
