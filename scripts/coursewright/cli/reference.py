"""The command reference of the handbook, written from the commands themselves."""

from __future__ import annotations

import inspect

import click

from coursewright.cli.main import cli

HEADER = """# Commands

*This page is generated from the commands; a test compares it.*

Every command takes `--root DIR` for a course in another folder.
Exit codes: 0 fine, 1 findings, 2 usage, 3 environment or I/O.
Machine output goes to standard output, everything else to standard error.
`NO_COLOR` is honoured. `course --debug COMMAND` shows Python tracebacks.
"""


def render_reference() -> str:
    """Return the page: one section for each command and sub-command, with its options."""
    context = click.Context(cli, info_name="course")
    sections = [
        section
        for name in cli.list_commands(context)
        if (command := cli.get_command(context, name)) is not None
        for section in _sections(command, click.Context(command, info_name=name, parent=context))
    ]
    return "\n".join([HEADER, *sections])


def _sections(command: click.Command, context: click.Context) -> list[str]:
    """Return the section of a command, followed by those of its sub-commands."""
    lines = [f"## {context.command_path}", ""]
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    lines += ["```text", usage, "```", "", inspect.cleandoc(command.help or ""), ""]
    rows = [_row(parameter, context) for parameter in command.params]
    shown = [row for row in rows if row]
    if shown:
        lines += ["| option | meaning |", "|---|---|", *shown, ""]
    sections = ["\n".join(lines)]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                inner = click.Context(child, info_name=name, parent=context)
                sections += _sections(child, inner)
    return sections


def _row(parameter: click.Parameter, context: click.Context) -> str | None:
    """Return a table row of an option, or None for what has no help of its own."""
    record = parameter.get_help_record(context)
    if record is None:
        return None
    name, meaning = record
    cells = [cell.replace("|", "\\|") for cell in (name, " ".join(meaning.split()))]
    return f"| `{cells[0]}` | {cells[1]} |"
