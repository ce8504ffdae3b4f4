"""`course check`: streams, formats and exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coursewright.cli.main import cli

BASE = Path(__file__).parents[1] / "checks" / "writing" / "base"
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
        f"{LESSON}:18:11: M223 error: there is no item `repair/spilt-coffee`\n"
        "    ::: check repair/spilt-coffee\n"
        "              ^\n"
        "  = hint: Did you mean `repair/spilled-coffee`?\n"
    )
    assert result.stderr == "1 error\n"


def test_warning_fails_only_when_strict(course: Path) -> None:
    """A warning is shown and does not stop a build."""
    spoil(course, "\n::: check repair/spilled-coffee\n", "")
    spoil(course, "\n::: check repair/apology-first\n", "")

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


FLAW = """
## A guest waits with two bags. What do you do? { #case objective=m01.o1 evidence="greeting.01.f1" }

- [x] Hold the door open.
    > Yes. This is what the guest needs first.
- [ ] Finish the mail
    > The guest would have to wait for you longer.
- [ ] Fetch the manager
    > That is the task of a colleague in the kitchen.
"""


def add_flaw(course: Path, *, mark: bytes = b"", line_end: bytes = b"\n") -> Path:
    """Add an item with a stray full stop to a bank, in an editor's favourite spelling."""
    path = course / "quizzes/greet.md"
    text = path.read_text("utf-8") + FLAW
    path.write_bytes(mark + text.encode().replace(b"\n", line_end))
    return path


@pytest.mark.parametrize(("mark", "line_end"), [(b"", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_fix_mends_and_keeps_every_other_byte(course: Path, mark: bytes, line_end: bytes) -> None:
    """`--fix` says what it changed; byte order mark and line ends stay as the editor left them."""
    path = add_flaw(course, mark=mark, line_end=line_end)
    before = path.read_bytes()
    result = check(course, "--fix")

    assert result.exit_code == 0
    assert "“.” is now “”" in result.stderr
    assert result.stderr.endswith("no findings\n")
    assert path.read_bytes() == before.replace(b"Hold the door open.", b"Hold the door open")


def test_fix_leaves_a_clean_course_alone(course: Path) -> None:
    """Nothing to mend, nothing written."""
    times = {path: path.stat().st_mtime_ns for path in course.rglob("*.md")}
    assert check(course, "--fix").exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in course.rglob("*.md")} == times


def test_coverage_is_printed_for_people_and_for_programs(course: Path) -> None:
    """Tables and a sentence, or the same figures as JSON; what is wrong elsewhere is no matter."""
    text = check(course, "--coverage")
    data = json.loads(check(course, "--coverage", "--format", "json").stdout)

    assert (text.exit_code, text.stderr) == (0, "")
    assert text.stdout.startswith("Frameworks\n\nframework")
    assert "Core facts in lessons or items: " in text.stdout
    assert {part["id"] for each in data["frameworks"] for part in each["parts"]}
    assert check(course, "--coverage", "--format", "sarif").exit_code == 2


def test_what_is_ignored_is_counted_and_listed(course: Path) -> None:
    """An escape with a reason silences its finding, and nobody forgets it."""
    path = add_flaw(course)
    reason = "The full stop is part of the sign on the door."
    text = path.read_text("utf-8").replace(
        "attempts: unlimited", f'attempts: unlimited\nlint-ignore:\n  Q17 case: "{reason}"'
    )
    path.write_text(text, "utf-8")
    result = check(course, "--strict", "--ignored")
    data = json.loads(check(course, "--format", "json").stdout)
    [run] = json.loads(check(course, "--format", "sarif").stdout)["runs"]

    assert (result.exit_code, result.stderr) == (0, "no findings; 1 ignored for a reason\n")
    assert "Q17 ignored: `case`: “Hold the door open.”" in result.stdout
    assert reason in result.stdout
    assert [one["reason"] for one in data["ignored"]] == [reason]
    assert run["results"][0]["suppressions"][0]["justification"] == reason


def test_github_shows_findings_beside_the_lines(course: Path) -> None:
    """Workflow commands carry place, code and cure; signs that would end one are spelled out."""
    add_flaw(course)
    result = check(course, "--format", "github")

    assert result.stdout.startswith("::warning file=quizzes/greet.md,line=50,col=7,title=Q17::")
    assert "%0AEnd it with no full stop." in result.stdout
    assert result.stdout.count("\n") == 1


def test_a_guideline_is_explained_by_the_rules_that_enforce_it() -> None:
    """`Q01` asks for right keys: several rules of structure see to that."""
    explained = CliRunner().invoke(cli, ["check", "--explain", "q01"]).stdout

    assert "Q151 error" in explained
    assert "Q152 error" in explained
