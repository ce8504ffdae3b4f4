"""Entry point of `course`: loads each command's module only when it is called."""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import Final

import click

from coursewright import __version__
from coursewright.diagnostics import CoursewrightError

# command -> (module, first line of its help); the help is repeated here so that `course --help`
# imports nothing. tests/cli/test_main.py compares it with the command's own.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "build": ("coursewright.cli.build", "Check the course and build its site."),
    "serve": ("coursewright.cli.serve", "Show the site while you edit; reloads on every save."),
    "check": ("coursewright.cli.check", "Check the course and print every finding."),
    "handouts": (
        "coursewright.cli.handouts",
        "Write workbook, trainer guide, paper forms and role plays to print.",
    ),
    "quiz": ("coursewright.cli.quiz", "List, freeze, archive, retire and judge quiz items."),
    "review": (
        "coursewright.cli.review",
        "List what is due for review; make sheets for experts and take their comments.",
    ),
    "diff": (
        "coursewright.cli.diff",
        "Show what has changed in the course since REV: items, keys, wording, translations.",
    ),
    "rename": (
        "coursewright.cli.rename",
        "Give an item, bank, scenario, instrument, lesson, module or objective another name.",
    ),
    "translate": (
        "coursewright.cli.translate",
        "Show how far the course is translated; start translations, mark them as up to date.",
    ),
    "publish": ("coursewright.cli.publish", "Publish the built site to a folder or a git branch."),
    "keys": (
        "coursewright.cli.keys",
        "Make, replace and revoke the keys that sign personal links.",
    ),
    "enrol": (
        "coursewright.cli.enrol",
        "Take a list of people into the ledger and make their personal links.",
    ),
    "records": ("coursewright.cli.records", "Import attempt records and look after the ledger."),
    "intake": (
        "coursewright.cli.intake",
        "Receive attempt records over HTTP, grade them and answer with the result.",
    ),
    "report": ("coursewright.cli.report", "Write who completed what as CSV and XLSX."),
}

EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command, or None when there is none of that name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = importlib.import_module(entry[0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="course")
@click.option("--debug", is_flag=True, help="Show Python tracebacks.")
@click.pass_context
def cli(ctx: click.Context, *, debug: bool) -> None:
    """Markdown in; a course site, quizzes and completion records out."""
    ctx.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 findings, 2 usage, 3 environment or I/O."""
    words = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in words
    try:
        cli.main(args=words, standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as mistake:
        mistake.show()
        sys.exit(mistake.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(EXIT_ENVIRONMENT)
    except (CoursewrightError, OSError) as fault:
        if debug:
            traceback.print_exc()
        click.echo(f"course: {fault}", err=True)
        sys.exit(EXIT_ENVIRONMENT)
    except Exception as defect:  # noqa: BLE001 - no traceback reaches a user
        if debug:
            traceback.print_exc()
        click.echo(
            f"course: an internal error ({type(defect).__name__}: {defect}). This is our mistake, "
            "not yours: please report it, with the output of the same command after `course "
            "--debug`.",
            err=True,
        )
        sys.exit(EXIT_ENVIRONMENT)


if __name__ == "__main__":
    main()
