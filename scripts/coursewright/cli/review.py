"""`course review`: what is due, sheets for experts, their comments, and approvals."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from coursewright.cli.common import load_or_exit, plural, root_option
from coursewright.cli.rename import carry_out, plan_or_exit
from coursewright.cli.writing import write_files
from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coursewright.model import Course, Reviews
    from coursewright.reviewing.due import Due
    from coursewright.reviewing.incoming import Answers

Format = Literal["html", "docx"]
MOST_NAMED: Final = 8


@click.group("review", invoke_without_command=True)
@root_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a list.")
@click.pass_context
def command(context: click.Context, *, root: Path, as_json: bool) -> None:
    """List what is due for review; make sheets for experts and take their comments.

    Without a further word: every item and lesson that waits for somebody, and why.
    """
    if context.invoked_subcommand is not None:
        # `course review --root DIR sheet …` means the same as `course review sheet … --root DIR`.
        context.default_map = {name: {"root": root} for name in command.commands}
        return
    from coursewright.reviewing.due import find_due  # noqa: PLC0415 - keeps `--help` fast

    course, loaded = load_or_exit(root)
    due = find_due(course, loaded.reviews, _today())
    if as_json:
        click.echo(json.dumps([one.to_json() for one in due], ensure_ascii=False, indent=2))
        return
    for one in due:
        for line in _due_lines(one):
            click.echo(line)
    waiting = "1 text waits" if len(due) == 1 else f"{len(due)} texts wait"
    click.echo(f"{waiting} for somebody." if due else "Nothing is due for review.", err=True)


def _due_lines(one: Due) -> list[str]:
    place = f"{one.text.span.path}:{one.text.span.line}"
    reasons = ", ".join(one.reasons) or plural(len(one.comments), "open comment")
    lines = [f"{place}: {one.text.target}: {reasons}"]
    for comment in one.comments:
        words = " ".join(comment.text.split())
        lines.append(f"    {comment.id} {comment.by}, {comment.on}: {words}")
    return lines


@command.command("sheet")
@click.argument("name", metavar="BANK|MODULE")
@root_option
@click.option(
    "--format", "format_", type=click.Choice(["html", "docx"]), help="Default: by the file's name."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; by default review-NAME.html beside you.",
)
def sheet(*, name: str, root: Path, format_: Format | None, output: Path | None) -> None:
    """Write a review sheet for an expert: each text with key, feedback, evidence and a form.

    The HTML file opens in any browser, without a network, and saves the comments as a file. The
    Word file has a form behind each text. Both show the right answers: send them to reviewers
    only.
    """
    from coursewright.reviewing.sheet import make_sheet  # noqa: PLC0415 - keeps `--help` fast

    course, loaded = load_or_exit(root)
    made = make_sheet(course, name)
    chosen = format_ or ("docx" if output and output.suffix.lower() == ".docx" else "html")
    path = output or Path(f"review-{made.name}.{chosen}")
    comments = {
        entry.target: [
            f"{one.by}, {one.on}: {one.text}" for one in loaded.reviews.open_comments(entry.target)
        ]
        for entry in made.entries
    }
    if chosen == "docx":
        from coursewright.reviewing.docx_sheet import write_docx  # noqa: PLC0415 - an extra

        content = write_docx(made, comments)
    else:
        from coursewright.reviewing.html_sheet import render_html  # noqa: PLC0415

        content = render_html(made, comments).encode("utf-8")
    write_files({path: content})
    click.echo(f"{path}: {plural(len(made.entries), 'text')} to review, keys included.", err=True)


@command.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE...",
)
@root_option
@click.option("--by", default="", help="Name of the expert, where the file has none.")
@click.option("--on", "on", default="", help="Day of the comments, as 2026-03-14.")
def import_(*, files: Sequence[Path], root: Path, by: str, on: str) -> None:
    """Take the comments of sheets that came back; each becomes a finding of `course check`.

    FILE is a Word sheet (.docx), the file an HTML sheet has saved (.json), or a typed table (.csv)
    with the columns item and comment, and by and date or the options. A sheet may be imported
    again: what is known already is left out.
    """
    from coursewright.reviewing.store import (  # noqa: PLC0415 - keeps `--help` fast
        REVIEWS_PATH,
        add_remarks,
        reviews_bytes,
    )

    course, loaded = load_or_exit(root)
    answers = [each for file in files for each in _read(file, by, on)]
    _refuse_unknown(course, answers)
    remarks = [remark for each in answers for remark in each.remarks]
    reviews, new = add_remarks(loaded.reviews, remarks)
    if new:
        write_files({root / REVIEWS_PATH: reviews_bytes(reviews)})
    for comment in new:
        click.echo(f"{comment.id} {comment.target}: {' '.join(comment.text.split())}")
    known = len(remarks) - len(new)
    again = f", {known} known already" if known else ""
    click.echo(f"{plural(len(new), 'new comment')}{again}.", err=True)
    for each in answers:
        if each.fine:
            shown = " ".join(each.fine[:MOST_NAMED])
            more = " …" if len(each.fine) > MOST_NAMED else ""
            count = plural(len(each.fine), "text")
            click.echo(
                f"{each.by} finds {count} fine as written. To approve: "
                f'course review approve {shown}{more} --by "{each.by}"',
                err=True,
            )


def _read(file: Path, by: str, on: str) -> tuple[Answers, ...]:
    from coursewright.reviewing.incoming import read_saved, read_table  # noqa: PLC0415

    data, suffix = file.read_bytes(), file.suffix.lower()
    if suffix == ".docx":
        from coursewright.reviewing.docx_answers import read_docx  # noqa: PLC0415 - an extra

        return (read_docx(data, file.name, by, on),)
    if suffix == ".json":
        return (read_saved(data, file.name, by, on),)
    if suffix in {".csv", ".tsv", ".txt"}:
        return read_table(data, file.name, by, on)
    if suffix in {".html", ".htm"}:
        raise CoursewrightError(
            f"{file.name} is the sheet itself; the comments are in the file that its button "
            "“Save my comments” has saved (review-….json)"
        )
    raise CoursewrightError(
        f"{file.name}: expected a Word sheet (.docx), what an HTML sheet saves (.json), or a "
        "typed table (.csv)"
    )


def _refuse_unknown(course: Course, answers: Sequence[Answers]) -> None:
    from coursewright.generating.reviewed import reviewed_texts  # noqa: PLC0415

    known = {text.target for text in reviewed_texts(course)}
    wrong = sorted({one.target for each in answers for one in each.remarks} - known)
    if wrong:
        raise CoursewrightError(
            f"Nothing was imported: {', '.join(wrong[:MOST_NAMED])} is not in this course. Is it "
            "the sheet of another course, or was the item deleted?"
        )


@command.command("resolve")
@click.argument("name", metavar="ID")
@root_option
@click.option("--note", required=True, help="What was done, or why nothing was.")
def resolve(*, name: str, root: Path, note: str) -> None:
    """Settle a comment: say what was done about it. It stays in the file, with your note."""
    from coursewright.reviewing.store import (  # noqa: PLC0415 - keeps `--help` fast
        REVIEWS_PATH,
        resolve_comment,
        reviews_bytes,
    )

    if not note.strip():
        raise click.UsageError("--note is empty: say what was done, or why nothing was")
    _, loaded = load_or_exit(root)
    reviews: Reviews = resolve_comment(loaded.reviews, name, note.strip(), _today().isoformat())
    write_files({root / REVIEWS_PATH: reviews_bytes(reviews)})
    left = sum(comment.is_open for comment in reviews.comments)
    click.echo(f"{name}: settled. {plural(left, 'comment')} left.", err=True)


@command.command("approve")
@click.argument("names", nargs=-1, required=True, metavar="ITEM...")
@root_option
@click.option("--by", required=True, help="Name of the person who stands for it.")
@click.option(
    "--status",
    type=click.Choice(["reviewed", "active"]),
    default="active",
    show_default=True,
    help="reviewed: practice only; active: also in record banks.",
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the review; default: today.")
@click.option("--dry-run", is_flag=True, help="Show the difference, and change nothing.")
def approve(
    *,
    names: Sequence[str],
    root: Path,
    by: str,
    status: Literal["reviewed", "active"],
    on: datetime | None,
    dry_run: bool,
) -> None:
    """Write status and reviewer into the source, and remember the text that was approved.

    ITEM is `bank/item`, a whole bank (its items without a status of their own), or
    `lesson:id`. A later edit of the text is then found by `course check`. A text with an open
    comment is refused.
    """
    from coursewright.editing import Approving, plan_approval  # noqa: PLC0415 - fast `--help`

    day = on.date() if on else _today()
    if day > _today():
        raise click.UsageError(f"--on {day.isoformat()}: this day is still to come")
    course, loaded = load_or_exit(root)
    approving = Approving(" ".join(by.split()), day, status)
    plan = plan_or_exit(lambda: plan_approval(root, course, loaded, names, approving))
    carry_out(root, plan, dry_run=dry_run)


def _today() -> date:
    return datetime.now(UTC).date()
