"""`course diff`: what has changed since an earlier state, in the words of those who write."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coursewright.cli.common import plural, root_option
from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.editing.differences import Difference
    from coursewright.model import Course

SCHEMA: Final = "coursewright/diff/1"


@click.command("diff")
@click.argument("revision", metavar="REV[..REV]")
@root_option
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="markdown: for a pull request or a message to reviewers.",
)
def command(*, revision: str, root: Path, output: str) -> None:
    """Show what has changed in the course since REV: items, keys, wording, translations.

    REV is a tag, a branch or a commit of git, such as `HEAD~1`. With `REV..REV`, two earlier
    states are compared; nothing in your folder is touched. Words that left stand in `[-…-]`, new
    ones in `{+…+}`. It shows keys: keep it from learners.
    """
    from coursewright.editing.compare import compare_courses  # noqa: PLC0415 - fast `--help`

    first, dots, second = revision.partition("..")
    old = _at(root, first or "HEAD")
    new = _at(root, second or "HEAD") if dots else _read(root, "the folder")
    found = compare_courses(old, new)
    if output == "json":
        value = {"schema": SCHEMA, "differences": [asdict(each) for each in found]}
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        return
    for line in _lines(found, is_markdown=output == "markdown"):
        click.echo(line)
    click.echo(f"{plural(len(found), 'change')}.", err=True)


def _at(root: Path, revision: str) -> Course:
    from coursewright.editing.revision import export_revision  # noqa: PLC0415 - fast `--help`

    with tempfile.TemporaryDirectory(prefix="coursewright-") as scratch:
        export_revision(root, revision, Path(scratch))
        return _read(Path(scratch), revision)


def _read(root: Path, name: str) -> Course:
    from coursewright.reading import read_course  # noqa: PLC0415 - keeps `--help` fast

    # Findings do not matter here: also a course with errors can be compared.
    course, _ = read_course(root)
    if course is None:
        raise CoursewrightError(f"{name}: modules/course.yml cannot be read")
    return course


def _lines(found: Sequence[Difference], *, is_markdown: bool) -> Iterator[str]:
    places = {group: at for at, group in enumerate(dict.fromkeys(each.group for each in found))}
    ordered = sorted(found, key=lambda each: places[each.group])
    for group, rows in groupby(ordered, lambda each: each.group):
        yield f"## {group}" if is_markdown else group
        if is_markdown:
            yield ""
        for row in rows:
            yield f"- **{row.what}** {row.text}" if is_markdown else f"  {row.what}: {row.text}"
        yield ""
