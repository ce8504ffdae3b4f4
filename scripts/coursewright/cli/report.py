"""`course report`: who completed what, for programs and for people."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coursewright.cli.common import plural, root_option
from coursewright.cli.records_ledger import (
    json_option,
    ledger_folder,
    ledger_option,
    load_for_records,
    open_ledger,
)
from coursewright.cli.writing import write_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.reporting.tables import Report


@click.command("report")
@root_option
@ledger_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for completions.csv and completions.xlsx.  [default: ROOT/reports]",
)
@json_option
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Leave out attempts after this day (UTC).  [default: today]",
)
def command(
    *,
    root: Path,
    ledger: Path | str | None,
    out: Path | None,
    as_json: bool,
    as_of: datetime | None,
) -> None:
    """Write who completed what as CSV and XLSX.

    completions.csv is for programs, completions.xlsx for people. With --json the rows go to
    standard output, and files are written only where --out says so.
    """
    from coursewright.reporting.csv_writer import render_csv  # noqa: PLC0415 - keeps --help fast
    from coursewright.reporting.tables import make_report  # noqa: PLC0415
    from coursewright.reporting.xlsx_writer import render_xlsx  # noqa: PLC0415

    course, loaded = load_for_records(root)
    with open_ledger(root, ledger_folder(root, ledger), course, loaded) as book:
        attempts, waiting, people = book.attempts(), book.quarantine(), book.people()
    day = (as_of or datetime.now(UTC)).date()
    report = make_report(course, attempts, day, waiting, people)
    if as_json:
        click.echo(json.dumps(_report_value(report), ensure_ascii=False, indent=2))
    if out is not None or not as_json:
        folder = root / "reports" if out is None else out
        write_files(
            {
                folder / "completions.csv": render_csv(report),
                folder / "completions.xlsx": render_xlsx(report),
            },
            is_private=True,
        )
        for line in _summary(report, folder):
            click.echo(line, err=True)


def _summary(report: Report, folder: Path) -> Iterator[str]:
    """Yield what people read after the files were written."""
    learners = len({each.learner for each in report.attempts})
    yield (
        f"{plural(len(report.attempts), 'attempt')} of {plural(learners, 'learner')}: "
        f"{folder / 'completions.csv'}, {folder / 'completions.xlsx'}"
    )
    if any(each.person for each in report.learners):
        yield _course_line(report)
    if report.resemblances:
        yield (
            f"Possibly one person shown as two: {len(report.resemblances)}. The workbook's sheet "
            "“Notes” says who."
        )
    if report.waiting:
        yield (
            f"Not counted: {len(report.waiting)} in quarantine. The workbook's sheet “Not counted” "
            "says why."
        )


def _course_line(report: Report) -> str:
    """Return how far the people of the roster are in the whole course."""
    from coursewright.reporting.overview import ROSTER  # noqa: PLC0415 - keeps --help fast

    counts = next((row for row in report.overview if row.department == ROSTER), None)
    if counts is None:
        return "Nobody on the roster is active."
    words = [
        f"{counts.passed} passed",
        f"{counts.failed} failed",
        f"{counts.in_progress} in progress",
        f"{counts.not_started} not started",
    ]
    if counts.expired:
        words.append(f"{counts.expired} expired")
    return f"On the roster: {counts.people}, of whom {', '.join(words)}"


def _report_value(report: Report) -> dict[str, Any]:
    from coursewright.reporting.columns import (  # noqa: PLC0415 - keeps --help fast
        COMPLETION_COLUMNS,
        OVERVIEW_COLUMNS,
        WAITING_COLUMNS,
        json_value,
    )

    return {
        "course": report.course,
        "title": report.title,
        "as_of": report.as_of.isoformat(),
        "overview": [
            {column.name: json_value(column.value(row)) for column in OVERVIEW_COLUMNS}
            for row in report.overview
        ],
        "completions": [
            {column.name: json_value(column.value(row)) for column in COMPLETION_COLUMNS}
            for row in report.completions
        ],
        "not_counted": [
            {column.name: json_value(column.value(row)) for column in WAITING_COLUMNS}
            for row in report.waiting
        ],
        "possibly_same": [asdict(each) for each in report.resemblances],
    }
