"""Which ledger, and what verdicts are made from; `course records rebuild`, and the audit."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coursewright.cli.common import EXIT_FINDINGS, plural, print_findings, root_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.model import Course
    from coursewright.pipeline import Loaded
    from coursewright.records.ledger import Audit, Ledger
    from coursewright.records.verify import Authority

    Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def _location(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | str | None:
    """Return a folder as a `Path` and a URL as it is; a URL may hold a password: none is quoted."""
    if value is None or "://" in value:
        return value
    path = Path(value)
    if path.is_file():
        raise click.BadParameter(f"{value} is a file; the ledger is a folder or a URL", ctx, param)
    return path


ledger_option: Option = click.option(
    "--ledger",
    envvar="COURSE_LEDGER",
    callback=_location,
    metavar="LEDGER",
    help="Folder of the ledger, or postgresql://…; also COURSE_LEDGER.  [default: ROOT/records]",
)
json_option: Option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON on standard output."
)


@click.command("rebuild")
@root_option
@ledger_option
@click.option(
    "--despite-losses", is_flag=True, help="Go on although kept files are missing or changed."
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Fill an empty PostgreSQL ledger from the folder of another ledger.",
)
@json_option
def rebuild(
    *,
    root: Path,
    ledger: Path | str | None,
    despite_losses: bool,
    source: Path | None,
    as_json: bool,
) -> None:
    """Make the ledger's database anew from the files that were kept.

    Also when the database is damaged or was deleted. In a folder the old one is kept beside it;
    delete that when you need it no more: it holds personal data.
    """
    from coursewright.records.ledger.remaking import move_ledger, rebuild_ledger  # noqa: PLC0415

    location = ledger_folder(root, ledger)
    course, loaded = load_for_records(root)
    known = authority(root, course, loaded, None)
    if source is None:
        result = rebuild_ledger(location, known, despite_losses=despite_losses)
    else:
        result = move_ledger(source, str(location), known)
    before = None if result.before is None else str(result.before)
    if as_json:
        value = asdict(result) | {"before": before}
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        click.echo(
            f"Made anew from {plural(result.files, 'file')}: {plural(result.attempts, 'attempt')}, "
            f"{result.quarantine} in quarantine"
        )
        for note in result.notes:
            click.echo(f"  {note}")
        if before is not None:
            click.echo(f"The database from before: {before}")
    if result.notes:
        sys.exit(EXIT_FINDINGS)


def audit_ledger(root: Path, ledger: Path | str | None, *, as_json: bool) -> None:
    """Prove the ledger, print what was found, and exit with 1 when something is wrong."""
    from coursewright.diagnostics import CoursewrightError  # noqa: PLC0415 - keeps `--help` fast

    location = ledger_folder(root, ledger)
    if isinstance(location, Path) and not location.is_dir():
        raise CoursewrightError(f"{location}: there is no ledger")
    course, loaded = load_for_records(root)
    with open_ledger(root, location, course, loaded) as book:
        found = book.audit()
        label = book.label
    if as_json:
        value = {"ledger": label, "is_clean": found.is_clean, **asdict(found)}
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        for line in _audit_lines(label, found):
            click.echo(line)
    if not found.is_clean:
        sys.exit(EXIT_FINDINGS)


def _audit_lines(label: str, found: Audit) -> Iterator[str]:
    counts = ", ".join(_counted(name, count) for name, count in found.counts.items() if count)
    yield f"{label}: {counts or 'empty'}"
    for note in found.notes:
        yield f"  note: {note}"
    for problem in found.problems:
        yield f"  wrong: {problem}"
    if found.is_clean:
        yield (
            "Sound: every file has its hash, and every signature, personal link, grade and row "
            "comes out the same again."
        )
    else:
        yield f"Not sound: {plural(len(found.problems), 'thing')} wrong"


def _counted(name: str, count: int) -> str:
    if name in {"people", "quarantine"}:
        return f"{count} people" if name == "people" else f"{count} in quarantine"
    return plural(count, {"links": "personal link"}.get(name, name.removesuffix("s")))


def ledger_folder(root: Path, ledger: Path | str | None) -> Path | str:
    """Return where the ledger is: the given folder or URL, or `records` in the course."""
    return root / "records" if ledger is None else ledger


def load_for_records(root: Path) -> tuple[Course, Loaded]:
    """Load a course for grading; errors in its source do not stop HR, a missing course does."""
    from coursewright.pipeline import load_course  # noqa: PLC0415 - keeps `--help` fast

    loaded = load_course(root)
    if loaded.course is None:
        print_findings(loaded.findings)
        sys.exit(EXIT_FINDINGS)
    if loaded.findings.has_errors:
        click.echo(
            "The course has errors (see `course check`): only archived quiz versions can be "
            "graded now, other records wait in quarantine.",
            err=True,
        )
    return loaded.course, loaded


def open_ledger(root: Path, location: Path | str, course: Course, loaded: Loaded) -> Ledger:
    """Open the ledger with every bank that the course knows; it adds its own."""
    from coursewright.records.ledger import Ledger  # noqa: PLC0415 - keeps `--help` fast

    return Ledger(location, authority(root, course, loaded, None))


def authority(
    root: Path, course: Course, loaded: Loaded, folder: Path | None, keys: Path | None = None
) -> Authority:
    """Return what verdicts are made from: the course, its banks, and HR's list of keys.

    Args:
        root: folder of the course.
        course: the course.
        loaded: what was read of it.
        folder: folder of a ledger that is not opened, for its copies of banks; None otherwise.
        keys: folder of HR's keys; None: `keys` in the course.
    """
    from coursewright.records.banks import course_banks  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.records.keys import read_keys  # noqa: PLC0415
    from coursewright.records.verify import Authority  # noqa: PLC0415

    ring = read_keys(root / "keys" if keys is None else keys)
    return Authority(course.id, course_banks(root, course, loaded.pools, folder), ring)
