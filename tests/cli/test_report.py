from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.cli.small_course import attempt, copy_course, run, write_json

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course whose ledger has Anna's two attempts and a hostile name's one."""
    course = copy_course(tmp_path)
    wrong = attempt(course, 3, declared_name="=1+1")
    wrong["responses"][0]["response"] = None
    records = [attempt(course), attempt(course, 2, "letters"), wrong]
    run("records", "import", write_json(tmp_path / "a.json", records), "--root", course)
    return course


def test_report_writes_both_files(root: Path, tmp_path: Path) -> None:
    """One row per learner and quiz, with the regraded scores, in CSV and XLSX alike."""
    out = tmp_path / "out"
    done = run("report", "--root", root, "--out", out, "--as-of", "2026-11-30")
    rows = list(csv.DictReader(io.StringIO((out / "completions.csv").read_bytes().decode())))
    sheet = openpyxl.load_workbook(out / "completions.xlsx")["Completions"]

    assert done.exit_code == 0, done.output
    assert [(row["name"], row["quiz"], row["status"], row["best_score"]) for row in rows] == [
        ("=1+1", "letters", "not started", ""),
        ("=1+1", "final", "failed", "0.5000"),
        ("Anna Berg", "letters", "passed", "1.0000"),
        ("Anna Berg", "final", "passed", "1.0000"),
    ]
    assert sheet.max_row == 5
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"


def test_reports_are_reproducible(root: Path, tmp_path: Path) -> None:
    """The same ledger and date give the same bytes."""
    for name in ("one", "two"):
        run("report", "--root", root, "--out", tmp_path / name, "--as-of", "2026-11-30")

    for file in ("completions.csv", "completions.xlsx"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_json_goes_to_standard_output_and_writes_no_file(root: Path) -> None:
    """Programs get the rows without files appearing anywhere."""
    done = run("report", "--root", root, "--json", "--as-of", "2026-11-30")
    value = json.loads(done.stdout)

    assert value["as_of"] == "2026-11-30"
    assert [row["passed"] for row in value["completions"]] == [None, False, True, True]
    assert not (root / "reports").exists()


def test_the_default_folder_is_in_the_course(root: Path) -> None:
    """Without --out the files stand in the course's reports folder."""
    run("report", "--root", root)

    assert {path.name for path in (root / "reports").iterdir()} == {
        "completions.csv",
        "completions.xlsx",
    }


def test_attempts_after_the_date_are_left_out(root: Path) -> None:
    """`--as-of` before the attempts gives an empty report."""
    done = run("report", "--root", root, "--json", "--as-of", "2026-11-20")

    assert json.loads(done.stdout)["completions"] == []


def test_a_wrong_date_is_a_usage_error(root: Path) -> None:
    """Dates are ISO dates."""
    assert run("report", "--root", root, "--as-of", "30.11.2026").exit_code == 2


def test_what_is_not_counted_is_said(root: Path, tmp_path: Path) -> None:
    """A report over records in quarantine says so, to people and to programs."""
    waiting = write_json(tmp_path / "w.json", attempt(root, 9, quiz_version="f" * 32))
    run("records", "import", waiting, "--root", root)
    done = run("report", "--root", root)
    value = json.loads(run("report", "--root", root, "--json").stdout)

    assert "3 attempts of 2 learners" in done.stderr
    assert "Not counted: 1 in quarantine" in done.stderr
    assert [each["reason"] for each in value["not_counted"]] == ["unknown-version"]
