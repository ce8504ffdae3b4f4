"""`course rename`: another name for something, wherever the source mentions it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from coursewright.cli.common import EXIT_FINDINGS, load_or_exit, print_findings, root_option
from coursewright.cli.writing import write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.editing import Plan
    from coursewright.editing.rename import Kind

KINDS: Final = ("item", "quiz", "scenario", "instrument", "lesson", "module", "objective")


@click.command("rename")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@root_option
@click.option("--dry-run", is_flag=True, help="Show the difference, and change nothing.")
def command(*, kind: Kind, old: str, new: str, root: Path, dry_run: bool) -> None:
    """Give an item, bank, scenario, instrument, lesson, module or objective another name.

    It changes everywhere. An item is written `bank/item`. What was published keeps its id under
    `aliases`, so that progress, records and links go on. The file of a bank, scenario or instrument
    gets the new name, too; the address of its page is its id, and stays. A lesson's and module's
    address is the name of its file, and stays as well.
    """
    from coursewright.editing import plan_rename  # noqa: PLC0415 - keeps `--help` fast

    course, loaded = load_or_exit(root)
    plan = plan_or_exit(lambda: plan_rename(root, course, loaded, kind, old, new))
    carry_out(root, plan, dry_run=dry_run)


def plan_or_exit(make: Callable[[], Plan]) -> Plan:
    """Return a plan; print the findings of a refused one, and exit with 1."""
    from coursewright.editing.plan import RefusedError  # noqa: PLC0415 - keeps `--help` fast

    try:
        return make()
    except RefusedError as refused:
        print_findings(refused.findings)
        click.echo(str(refused), err=True)
        sys.exit(EXIT_FINDINGS)


def carry_out(root: Path, plan: Plan, *, dry_run: bool) -> None:
    """Show the difference and the notes of a plan, and write its files unless it is a trial."""
    if not dry_run:  # before anything is printed: the output may be piped into something that ends
        write_files({root / path: content for path, content in plan.files.items()})
        for path in plan.removed:
            (root / path).unlink()
    for line in plan.difference():
        click.echo(line)
    for note in plan.notes:
        click.echo(note, err=True)
    if dry_run:
        click.echo("Nothing was changed.", err=True)
