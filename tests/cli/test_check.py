"""`course check`: streams, formats and exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coursewright.cli.main import cli

BASE = Path(__file__).parents[1] / "checks" / "base"
LESSON = "modules/02-repair/01-sorry.md"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the clean base course."""
    return shutil.copytree(BASE, tmp_path / "course")


def check(root: Path, *words: str) -> Result:
    """Run `course check` in this process."""
    return CliRunner().invoke(cli, ["check", "--root", str(root), *words])


def spoil(course: Path, old: str, new: str) -> None:
    """Change the second lesson."""
    path = course / LESSON
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_clean_course_exits_with_0(course: Path) -> None:
    """Nothing on standard output, two words on standard error."""
    result = check(course)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no findings\n")


def test_error_is_printed_and_exits_with_1(course: Path) -> None:
    """Findings are the output; the summary is talk."""
    spoil(course, "repair/spilled-coffee", "repair/spilt-coffee")
    result = check(course)

    assert result.exit_code == 1
    assert result.stdout == (
        f"{LESSON}:14:11: M223 error: there is no item `repair/spilt-coffee`\n"
        "    ::: check repair/spilt-coffee\n"
        "              ^\n"
        "  = hint: Did you mean `repair/spilled-coffee`?\n"
    )
    assert result.stderr == "1 error\n"


def test_warning_fails_only_when_strict(course: Path) -> None:
    """A warning is shown and does not stop a build."""
    spoil(course, "\n::: check repair/spilled-coffee\n", "")

    assert check(course).exit_code == 0
    assert "M227 warning" in check(course).stdout
    assert check(course, "--strict").exit_code == 1


def test_json_is_machine_output_alone(course: Path) -> None:
    """Standard output is one JSON value, also without findings."""
    assert json.loads(check(course, "--format", "json").stdout)["findings"] == []
    spoil(course, "(m02.o1", "")
    spoil(course, "title: Saying sorry", "title: [a]")
    result = check(course, "--format", "json")

    assert result.exit_code == 1
    assert [row["code"] for row in json.loads(result.stdout)["findings"]] == ["Y012"]


def test_sarif_is_machine_output_alone(course: Path) -> None:
    """Standard output is one SARIF log."""
    spoil(course, "Three words", "<script>x</script> words")
    result = check(course, "--format", "sarif")
    results = json.loads(result.stdout)["runs"][0]["results"]

    assert result.exit_code == 1
    assert [row["ruleId"] for row in results] == ["S501"]


def test_explain_prints_one_rule() -> None:
    """A code is explained without a course, in any case of letters."""
    result = CliRunner().invoke(cli, ["check", "--explain", "q151"])

    assert result.exit_code == 0
    assert result.stdout.startswith("Q151 error: Not exactly one key")


def test_explain_of_an_unknown_code_is_a_usage_error() -> None:
    """The nearest code is suggested; the exit code is 2."""
    result = CliRunner().invoke(cli, ["check", "--explain", "Q1511"])

    assert result.exit_code == 2
    assert "Did you mean `Q151`?" in result.stderr


def test_list_rules_has_a_line_per_code() -> None:
    """Code, severity and title, sorted by code."""
    lines = CliRunner().invoke(cli, ["check", "--list-rules"]).stdout.splitlines()

    assert len(lines) > 100
    assert lines == sorted(lines)
    assert "Q151  error    Not exactly one key" in lines


def test_folder_without_a_course_is_a_finding(tmp_path: Path) -> None:
    """An empty folder names what is missing."""
    result = check(tmp_path)

    assert result.exit_code == 1
    assert "F001" in result.stdout


def test_consequences_of_a_refused_file_stay_out(course: Path) -> None:
    """A broken lesson gives one finding, not one for everything that referred to it."""
    spoil(course, "title: Saying sorry", "title: [a")
    codes = [
        row["code"] for row in json.loads(check(course, "--format", "json").stdout)["findings"]
    ]

    assert codes == ["Y001"]
