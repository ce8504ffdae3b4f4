"""`course records`: import attempt records, verify them, list them, hand out results."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from coursewright.cli.common import EXIT_FINDINGS, plural, root_option
from coursewright.cli.records_ledger import (
    audit_ledger,
    authority,
    json_option,
    ledger_folder,
    ledger_option,
    load_for_records,
    open_ledger,
    rebuild,
)
from coursewright.cli.records_lrs import pull_records, push_records
from coursewright.cli.writing import write_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.records.verify import Verdict

# Further commands need these too.
__all__ = [
    "command",
    "json_option",
    "ledger_folder",
    "ledger_option",
    "load_for_records",
    "open_ledger",
]

SUFFIXES: Final = {".json", ".ndjson", ".jsonl"}
FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))


@click.group("records")
def command() -> None:
    """Import attempt records and look after the ledger."""


command.add_command(rebuild)
command.add_command(push_records)
command.add_command(pull_records)


@command.command("import")
@FILES
@root_option
@ledger_option
@json_option
def import_records(
    *, files: Sequence[Path], root: Path, ledger: Path | str | None, as_json: bool
) -> None:
    """Verify, grade and keep the records in FILES and folders.

    Importing a file again, or files in another order, changes nothing. What cannot be graded yet
    waits in quarantine and is tried again at every import, also without FILES. The exit code is
    1 when a record was rejected or put into quarantine.
    """
    folder = ledger_folder(root, ledger)
    course, loaded = load_for_records(root)
    now = datetime.now(UTC)
    with open_ledger(root, folder, course, loaded) as book:
        released = book.retry_quarantine()
        outcome = [
            (path, book.import_file(path.name, raw, now) if raw is not None else _too_large())
            for path, raw in _contents(files)
        ]
    if released:
        outcome.insert(0, (Path("(quarantine)"), released))
    _report(outcome, as_json=as_json)


@command.command("verify")
@FILES
@root_option
@ledger_option
@json_option
def verify(*, files: Sequence[Path], root: Path, ledger: Path | str | None, as_json: bool) -> None:
    """Say whether the records in FILES can be graded; without FILES, prove the whole ledger.

    Nothing is kept or changed. What was imported before plays no part in the verdicts on FILES:
    duplicates and conflicts are found by the import only. Without FILES, every kept file is read
    again, every signature checked and every response graded again, and the result compared with
    the ledger. The exit code is 1 when something is wrong.
    """
    from coursewright.records.verify import verify_raw  # noqa: PLC0415 - keeps `--help` fast

    if not files:
        audit_ledger(root, ledger, as_json=as_json)
        return
    location = ledger_folder(root, ledger)
    course, loaded = load_for_records(root)
    now = datetime.now(UTC)
    with ExitStack() as stack:
        if isinstance(location, Path):
            known = authority(root, course, loaded, location)
        else:
            known = stack.enter_context(open_ledger(root, location, course, loaded)).authority
        outcome = [
            (path, verify_raw(raw, known, now) if raw is not None else _too_large())
            for path, raw in _contents(files)
        ]
    _report(outcome, as_json=as_json)


@command.command("list")
@root_option
@ledger_option
@json_option
def list_records(*, root: Path, ledger: Path | str | None, as_json: bool) -> None:
    """List the attempts in the ledger, and what waits in quarantine."""
    from coursewright.cli.record_lines import attempt_lines, waiting_lines  # noqa: PLC0415
    from coursewright.records.grading import score_text  # noqa: PLC0415 - keeps `--help` fast

    folder = ledger_folder(root, ledger)
    course, loaded = load_for_records(root)
    with open_ledger(root, folder, course, loaded) as book:
        attempts, waiting = book.attempts(), book.quarantine()
    rows = [
        {
            "attempt": each.attempt,
            "learner": each.learner,
            "name": each.name,
            "quiz": each.quiz,
            "quiz_version": each.quiz_version,
            "kind": each.kind,
            "submitted": each.submitted.isoformat().replace("+00:00", "Z"),
            "score": None if each.score is None else score_text(each.score),
            "passed": each.passed,
            "flags": list(each.flags),
        }
        for each in attempts
    ]
    if as_json:
        value = {"attempts": rows, "quarantine": [asdict(each) for each in waiting]}
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        return
    for line in (*attempt_lines(attempts), *waiting_lines(waiting)):
        click.echo(line)


@command.command("results")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the result files.",
)
@root_option
@ledger_option
def results(*, out: Path, root: Path, ledger: Path | str | None) -> None:
    """Write one result file per graded record attempt, to hand back to its learner.

    Prints whose result stands in which file.
    """
    from coursewright.cli.record_lines import attempt_lines, result_name  # noqa: PLC0415
    from coursewright.generating.canonical import canonical_json  # noqa: PLC0415
    from coursewright.records.results import result_value  # noqa: PLC0415

    folder = ledger_folder(root, ledger)
    course, loaded = load_for_records(root)
    with open_ledger(root, folder, course, loaded) as book:
        graded = [each for each in book.attempts() if each.kind == "record"]
    values = {each: value for each in graded if (value := result_value(each)) is not None}
    names = {each: result_name(each) for each in values}
    write_files(
        {out / names[each]: canonical_json(value) + b"\n" for each, value in values.items()},
        is_private=True,
    )
    for line, each in zip(attempt_lines(values), values, strict=True):
        click.echo(f"{line}  {names[each]}")
    click.echo(f"{plural(len(values), 'result file')} in {out}", err=True)


def _contents(paths: Iterable[Path]) -> Iterator[tuple[Path, bytes | None]]:
    """Yield each record file with its content; None where it is too large to be one."""
    from coursewright.cli.record_lines import skipped_line  # noqa: PLC0415 - keeps --help fast
    from coursewright.records.strict_json import MAX_BYTES  # noqa: PLC0415

    skipped: list[Path] = []
    for path in paths:
        found = sorted(_files_in(path)) if path.is_dir() else [path]
        for file in found:
            if path.is_dir() and file.suffix.lower() not in SUFFIXES:
                skipped.append(file)
                continue
            with file.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
            yield file, raw if len(raw) <= MAX_BYTES else None
    if skipped:
        click.echo(skipped_line(skipped), err=True)


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder; hidden ones are leftovers of the file manager."""
    for path in folder.rglob("*"):
        if not path.name.startswith(".") and path.is_file() and not path.is_symlink():
            yield path


def _too_large() -> tuple[Verdict, ...]:
    from coursewright.records.verify import Verdict  # noqa: PLC0415

    return (Verdict("rejected", ("too-large",), "larger than 2 MB"),)


def _report(outcome: Sequence[tuple[Path, Sequence[Verdict]]], *, as_json: bool) -> None:
    """Print the verdicts and exit with 1 when a record was rejected or put into quarantine."""
    from coursewright.cli.record_lines import closing_lines, verdict_lines  # noqa: PLC0415

    counts = Counter(verdict.status for _, verdicts in outcome for verdict in verdicts)
    if as_json:
        files = [
            {"file": str(path), "records": [_verdict_value(verdict) for verdict in verdicts]}
            for path, verdicts in outcome
        ]
        value = {"counts": dict(sorted(counts.items())), "files": files}
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        for path, verdicts in outcome:
            for line in verdict_lines(path, verdicts):
                click.echo(line)
        for line in closing_lines(outcome):
            click.echo(line, err=True)
    if counts["rejected"] or counts["quarantined"]:
        sys.exit(EXIT_FINDINGS)


def _verdict_value(verdict: Verdict) -> dict[str, Any]:
    from coursewright.records.grading import score_text  # noqa: PLC0415

    score = verdict.result.score if verdict.result else None
    return {
        "attempt": verdict.attempt.id if verdict.attempt else None,
        "quiz": verdict.attempt.quiz if verdict.attempt else None,
        "status": verdict.status,
        "reasons": list(verdict.reasons),
        "message": verdict.message,
        "score": None if score is None else score_text(score),
        "passed": verdict.result.passed if verdict.result else None,
    }
