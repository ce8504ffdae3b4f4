"""What several commands share: where the course is, and how findings are shown."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.diagnostics import Findings
    from coursewright.model import Course
    from coursewright.pipeline import Loaded

EXIT_FINDINGS = 1


def root_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--root DIR`: the course folder, by default the current one."""
    option: Callable[[Any], Callable[..., Any]] = click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        show_default="current folder",
        help="Folder of the course (it holds modules/ and quizzes/).",
    )
    return option(function)


def plural(count: int, noun: str) -> str:
    """Return `1 record`, `2 records`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def wants_color(stream: TextIO) -> bool:
    """Tell whether a stream shows colours: a terminal, unless `NO_COLOR` or `TERM` says no."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not is_plain


def print_findings(findings: Findings) -> None:
    """Print findings for people on standard error, with source lines and hints."""
    from coursewright.checks.report import render_text  # noqa: PLC0415 - keeps `--help` fast

    if len(findings):
        color = wants_color(sys.stderr)
        click.echo(render_text(findings, color=color), err=True, color=color)


def load_or_exit(root: Path, *, review: bool = False) -> tuple[Course, Loaded]:
    """Load the course; print findings, and exit with 1 when one of them is an error.

    Args:
        root: the course folder.
        review: also judge the writing.
    """
    from coursewright.pipeline import load_course  # noqa: PLC0415 - keeps `--help` fast

    loaded = load_course(root, review=review)
    print_findings(loaded.findings)
    if loaded.course is None or loaded.findings.has_errors:
        sys.exit(EXIT_FINDINGS)
    return loaded.course, loaded
