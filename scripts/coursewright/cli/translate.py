"""`course translate`: how far translations are, new ones, and marks that say so."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from coursewright.cli.common import load_or_exit, plural, root_option
from coursewright.cli.rename import carry_out, plan_or_exit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.generating.translated import Part, State
    from coursewright.model import Course

STATES: Final[dict[State, str]] = {
    "current": "up to date",
    "older": "older than the source",
    "unmarked": "without a mark",
    "missing": "not translated",
}


@click.group("translate", invoke_without_command=True)
@root_option
@click.option("--language", "only", metavar="CODE", help="Only this language.")
@click.option(
    "--list", "is_list", is_flag=True, help="Also list each part that waits for somebody."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: every part with its state.")
@click.pass_context
def command(
    context: click.Context, *, root: Path, only: str | None, is_list: bool, as_json: bool
) -> None:
    """Show how far the course is translated; start translations, mark them as up to date.

    Without a further word: how many pages and items are up to date, older than their source, or
    missing, for each language that `modules/course.yml` names.
    """
    if context.invoked_subcommand is not None:
        # `course translate --root DIR new …` means the same as `course translate new … --root DIR`.
        context.default_map = {name: {"root": root} for name in command.commands}
        return
    from coursewright.generating.translated import translated_parts  # noqa: PLC0415

    course, _ = load_or_exit(root)
    languages = _languages(course, only)
    parts = [part for code in languages for part in translated_parts(course, code)]
    if as_json:
        click.echo(json.dumps([_as_json(part) for part in parts], ensure_ascii=False, indent=2))
        return
    for code in languages:
        for line in _lines([part for part in parts if part.language == code], is_list=is_list):
            click.echo(line)
    if not languages:
        click.echo("The course names no other language in modules/course.yml.", err=True)


def _languages(course: Course, only: str | None) -> list[str]:
    others = [code for code in course.languages if code != course.language]
    if only is None:
        return others
    if only not in others:
        named = ", ".join(others) or "none"
        raise click.BadParameter(f"{only} is none of the course's other languages ({named})")
    return [only]


def _lines(parts: Sequence[Part], *, is_list: bool) -> list[str]:
    counts = Counter(part.state for part in parts)
    said = [f"{counts[state]} {words}" for state, words in STATES.items() if counts[state]]
    lines = [f"{parts[0].language}: {plural(len(parts), 'part')}: {', '.join(said)}"]
    if is_list:
        waiting = (part for part in parts if part.state != "current")
        lines += [f"  {part.name}: {STATES[part.state]}" for part in waiting]
    return lines


def _as_json(part: Part) -> dict[str, str]:
    return {
        "language": part.language,
        "source": part.source,
        "item": part.item,
        "state": part.state,
        "path": part.path,
        "source_hash": part.hash,
    }


@command.command("new")
@click.argument("language", metavar="CODE")
@click.argument("source", metavar="FILE")
@root_option
@click.option("--dry-run", is_flag=True, help="Show the new file, and write nothing.")
def new(*, language: str, source: str, root: Path, dry_run: bool) -> None:
    """Make the file in which a page or bank is translated, with the source's text in it.

    FILE is the source below the course folder, such as quizzes/resolved.md. What only the source
    decides, such as keys of the front matter, is left out. Of a bank that is translated in part,
    the missing items are added.
    """
    from coursewright.editing.translate import plan_new  # noqa: PLC0415 - keeps `--help` fast

    course, loaded = load_or_exit(root)
    plan = plan_or_exit(lambda: plan_new(root, course, loaded, language, _posix(source)))
    carry_out(root, plan, dry_run=dry_run)


@command.command("mark")
@click.argument("names", nargs=-1, required=True, metavar="FILE[#ITEM]...")
@root_option
@click.option("--dry-run", is_flag=True, help="Show the difference, and change nothing.")
def mark(*, names: Sequence[str], root: Path, dry_run: bool) -> None:
    """Say that translations are up to date: they are made from the source as it is now.

    FILE is the translation below the course folder, such as quizzes/resolved.fr.md; with #ITEM
    only one item of it is marked. From then on `course check` tells when the source changes.
    """
    from coursewright.editing.translate import plan_marks  # noqa: PLC0415 - keeps `--help` fast

    course, loaded = load_or_exit(root)
    chosen = [_posix(name) for name in names]
    plan = plan_or_exit(lambda: plan_marks(root, course, loaded, chosen))
    carry_out(root, plan, dry_run=dry_run)


def _posix(name: str) -> str:
    """Return a path as the course writes it, also where a shell of Windows completed it."""
    return name.replace("\\", "/").removeprefix("./")
