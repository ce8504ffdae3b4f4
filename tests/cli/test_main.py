from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from coursewright.cli.main import COMMANDS, cli, main
from coursewright.diagnostics import CoursewrightError

HEAVY = (
    "mkdocs",
    "markdown",
    "yaml",
    "xlsxwriter",
    "sqlite3",
    "jinja2",
    "asyncio",
    "urllib.request",
)


def test_help_lists_every_command_in_the_order_of_the_work() -> None:
    """`course --help` names each command with one line."""
    output = CliRunner().invoke(cli, ["--help"]).output

    positions = [output.index(f"  {name} ") for name in COMMANDS]
    assert positions == sorted(positions)


def test_help_imports_nothing_heavy() -> None:
    """`course --help` starts fast because no engine, parser or database is imported."""
    probe = (
        "import sys\n"
        "from coursewright.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)

    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_listed_help_is_the_commands_own_first_line(name: str) -> None:
    """The help shown without importing a command equals the command's own."""
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert COMMANDS[name][1] == (command.help or "").strip().splitlines()[0]


def test_unknown_command_is_a_usage_error() -> None:
    """A command that does not exist ends with exit code 2."""
    with pytest.raises(SystemExit) as stop:
        main(["no-such-command"])

    assert stop.value.code == 2


def fail_with(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make one command raise a fault."""

    @click.command()
    def command() -> None:
        raise fault

    monkeypatch.setattr(type(cli), "get_command", lambda *_: command)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (CoursewrightError("the disk is full"), "course: the disk is full"),
        (PermissionError(13, "Permission denied", "x.md"), "Permission denied"),
        (ZeroDivisionError("oops"), "This is our mistake"),
    ],
)
def test_faults_are_one_sentence_and_exit_code_3(
    fault: Exception,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An environment fault or a defect shows a sentence, never a traceback."""
    fail_with(fault, monkeypatch)

    with pytest.raises(SystemExit) as stop:
        main(["check"])

    shown = capsys.readouterr().err
    assert stop.value.code == 3
    assert said in shown
    assert "Traceback" not in shown


def test_debug_shows_the_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`course --debug` adds Python's traceback for a report to us."""
    fail_with(ZeroDivisionError("oops"), monkeypatch)

    with pytest.raises(SystemExit):
        main(["--debug", "check"])

    assert "Traceback" in capsys.readouterr().err
