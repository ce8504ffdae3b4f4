"""`course quiz`: list, freeze, archive, retire and judge quiz items."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from coursewright.cli import quiz_stats
from coursewright.cli.common import load_or_exit, plural, root_option
from coursewright.cli.records_ledger import ledger_option
from coursewright.cli.rename import carry_out, plan_or_exit
from coursewright.cli.writing import write_files
from coursewright.diagnostics import CoursewrightError, Findings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.generating.published import ArchivePlan
    from coursewright.model import Course, Item, Published, Quiz, Status
    from coursewright.pipeline import Loaded


@click.group("quiz")
def command() -> None:
    """List, freeze, archive, retire and judge quiz items."""


command.add_command(quiz_stats.command)


@command.command("list")
@root_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option(
    "--origin", type=click.Choice(["authored", "generated"]), help="Only items of this origin."
)
def list_items(*, root: Path, as_json: bool, origin: str | None) -> None:
    """List every item: id, interaction, objective, origin and hash.

    The origin is `authored`, or the id of the recall material an item is generated from.
    """
    from coursewright.generating import generate_items  # noqa: PLC0415 - keeps `--help` fast

    course, _ = load_or_exit(root)
    items = [item for quiz in course.quizzes for item in quiz.items]
    items += generate_items(course)
    if origin is not None:
        items = [item for item in items if (item.origin is not None) == (origin == "generated")]
    rows = [_row(item) for item in items]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    names = ("id", "interaction", "objective", "origin", "hash")
    table = [names, *(tuple(row[name] or "-" for name in names) for row in rows)]
    widths = [max(len(cells[at]) for cells in table) for at in range(len(names))]
    for cells in table:
        line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        click.echo(line.rstrip())


def _row(item: Item) -> dict[str, Any]:
    from coursewright.generating.blueprint import item_type  # noqa: PLC0415
    from coursewright.generating.forms import item_hash  # noqa: PLC0415

    return {
        "id": item.full_id,
        "interaction": item.interaction.name,
        "type": item_type(item),
        "objective": item.objective,
        "origin": item.origin or "authored",
        "status": item.status,
        "hash": item_hash(item),
        "path": item.span.path,
        "line": item.span.line,
    }


@command.command("freeze")
@click.argument("recall_ids", nargs=-1, required=True, metavar="RECALL_ID...")
@root_option
@click.option("--bank", metavar="ID", help="Only where the items belong to this bank.")
def freeze(*, recall_ids: Sequence[str], root: Path, bank: str | None) -> None:
    """Write the items generated from recall material into their bank, for you to polish.

    RECALL_ID is the id of a marked list or table, or the id of one generated item. A frozen item
    gets a plain id (`letters~match~1` becomes `letters-match-1`) and is not generated again.
    """
    from coursewright.generating import generate_items  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.reading.edit import append_items  # noqa: PLC0415

    course, _ = load_or_exit(root)
    quizzes = {quiz.id: quiz for quiz in course.quizzes}
    if bank is not None:
        _refuse_bank(bank, quizzes.get(bank))
    chosen: dict[str, list[Item]] = {}
    wanted = set(recall_ids)
    found: set[str] = set()
    for item in generate_items(course):
        names = {item.origin, item.id, item.full_id} & wanted
        if names and bank in (None, item.bank):
            # Its attributes are the generator's own; a bank would refuse them. In a bank that says
            # what is reviewed, it must not pass for reviewed.
            status: Status | None = None if quizzes[item.bank].status is None else "draft"
            frozen = replace(item, attributes={}, status=status)
            chosen.setdefault(item.bank, []).append(frozen)
            found |= {name for name in names if name}
    if missing := sorted(wanted - found):
        raise click.UsageError(
            f"nothing is generated from {', '.join(missing)}; `course quiz list --origin "
            "generated` shows what there is"
        )
    files: dict[Path, bytes] = {}
    for quiz_id, items in chosen.items():
        path = root / quizzes[quiz_id].path
        text = path.read_text(encoding="utf-8-sig")
        files[path] = append_items(text, tuple(items)).encode("utf-8")
        drafts = " as drafts" if items[0].status else ""
        click.echo(f"{quizzes[quiz_id].path}: {plural(len(items), 'item')} added{drafts}", err=True)
    write_files(files)


def _refuse_bank(bank: str, quiz: Quiz | None) -> None:
    if quiz is None:
        raise click.UsageError(f"there is no bank {bank}")
    if quiz.kind == "record":
        raise click.UsageError(
            f"{bank} is a record bank: what a lesson shows cannot be sealed, so generated items "
            "stay in practice banks"
        )


@command.command("retire")
@click.argument("items", nargs=-1, required=True, metavar="BANK/ITEM...")
@root_option
@click.option("--dry-run", is_flag=True, help="Show the difference, and change nothing.")
def retire(*, items: Sequence[str], root: Path, dry_run: bool) -> None:
    """Take items out of their bank and out of lessons, and keep their ids reserved.

    What was answered stays: records of a published version are graded by its archive.
    """
    from coursewright.editing import plan_retirement  # noqa: PLC0415 - keeps `--help` fast

    course, loaded = load_or_exit(root)
    plan = plan_or_exit(lambda: plan_retirement(root, course, loaded, items))
    carry_out(root, plan, dry_run=dry_run)


@command.command("impact")
@root_option
@ledger_option
def impact(*, root: Path, ledger: Path | str | None) -> None:
    """Say what a publish would do to people in the middle of the course.

    Which items they are asked again, which are new or gone; with a ledger also how many people
    that concerns. `course publish` says the same before it publishes.
    """
    from coursewright.cli.impact import impact_lines  # noqa: PLC0415 - keeps `--help` fast

    course, loaded = load_or_exit(root)
    for line in impact_lines(root, course, loaded, ledger):
        click.echo(line)


@command.command("archive")
@root_option
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def archive(*, root: Path, dry_run: bool) -> None:
    """Keep the bank of every present quiz version, so that its records can always be graded.

    Writes quizzes/.published.json and quizzes/.archive/; commit both. `course publish` does the
    same before it builds.
    """
    course, loaded = load_or_exit(root)
    lines = archive_versions(root, course, loaded.published, dry_run=dry_run)
    for line in lines or ["Every present version is archived already."]:
        click.echo(line, err=True)


def archive_versions(
    root: Path, course: Course, published: Published, *, dry_run: bool = False
) -> list[str]:
    """Archive the present version of every quiz; return a line for each thing that is new.

    Args:
        root: folder of the course.
        course: a course without errors.
        published: what was published so far.
        dry_run: only say what would be written.

    Raises:
        CoursewrightError: an archived bank has the same version and other keys.
    """
    from coursewright.generating.published import plan_archive  # noqa: PLC0415 - keeps --help fast

    plan = plan_archive(course, published)
    files = _changed_files(root, plan)
    if not dry_run:
        write_files(files)
    lines = [
        # The secret is made anew each time, and the version follows from it.
        f"{quiz}: its first version archived"
        if dry_run and quiz in plan.new_salts
        else f"{quiz}: version {version} archived"
        for quiz, version in plan.new_versions
    ]
    lines += [f"{quiz}: a secret for its option ids was made" for quiz in plan.new_salts]
    new = {f"{quiz}/{version}.json" for quiz, version in plan.new_versions}
    lines += [
        f"{path.relative_to(root).as_posix()}: restored"
        for path in files
        if path.suffix == ".json" and path.parent.parent.name == ".archive"
        if f"{path.parent.name}/{path.name}" not in new
    ]
    return lines


def with_archive(root: Path, course: Course, loaded: Loaded) -> Loaded:
    """Return the same course with what is archived now: exactly that is published."""
    from coursewright.generating import build_pools  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.reading import read_published  # noqa: PLC0415

    published = read_published(root, Findings())
    return replace(loaded, published=published, pools=build_pools(course, published))


def _changed_files(root: Path, plan: ArchivePlan) -> dict[Path, bytes]:
    """Return the files of a plan that differ from the disk; an archived bank never changes."""
    files: dict[Path, bytes] = {}
    for name, content in plan.files.items():
        path = root / name
        present = path.read_bytes() if path.is_file() else None
        if present == content:
            continue
        if present is not None and path.parent.parent.name == ".archive":
            _check_same_keys(name, present, content)
            continue
        files[path] = content
    return files


def _check_same_keys(name: str, present: bytes, content: bytes) -> None:
    try:
        old = {key: spec["key"] for key, spec in json.loads(present)["items"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CoursewrightError(f"{name} is damaged; restore it from version control") from error
    new = {key: spec["key"] for key, spec in json.loads(content)["items"].items()}
    if old != new:
        changed = ", ".join(sorted(key for key in old.keys() | new if old.get(key) != new.get(key)))
        raise CoursewrightError(
            f"{name} was archived with another key for {changed}: raise `revision` of these items"
        )
