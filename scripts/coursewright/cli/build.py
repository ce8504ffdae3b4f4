"""`course build`."""

from __future__ import annotations

import gc
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursewright.cli.common import EXIT_FINDINGS, load_or_exit, plural, root_option

if TYPE_CHECKING:
    from coursewright.model import Course
    from coursewright.pipeline import Loaded

GC_THRESHOLD = 100_000
START = time.perf_counter()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, for people and for machines."""

    out: Path
    pages: int
    items: int
    duration_s: float
    revealed: tuple[str, ...]
    """Record banks whose key is published on purpose (`reveal: true`)."""
    warnings: int

    def text(self) -> str:
        """Return the summary as one line."""
        took = f"{self.duration_s:.1f} s"
        return f"Built {self.pages} pages with {self.items} quiz items in {took}: {self.out}"

    def json(self) -> str:
        """Return the summary as one JSON object."""
        value = {
            "out": str(self.out),
            "pages": self.pages,
            "items": self.items,
            "duration_s": round(self.duration_s, 3),
            "revealed": list(self.revealed),
            "warnings": self.warnings,
        }
        return json.dumps(value)


@click.command("build")
@root_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    show_default="site in the course folder",
    help="Folder of the site. It is replaced as a whole.",
)
@click.option("--with-handbook", is_flag=True, help="Include docs/handbook (not for learners).")
@click.option("--strict", is_flag=True, help="Judge the writing as well, and stop on warnings too.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    *, root: Path, out: Path | None, with_handbook: bool, strict: bool, as_json: bool
) -> None:
    """Check the course and build its site.

    A build that fails leaves the last good site in place.
    """
    # A build makes many small objects and few cycles: collecting less often saves some percent.
    gc.set_threshold(GC_THRESHOLD)
    # Judging the writing takes as long as the build; who only wants to look need not wait for it.
    course, loaded = load_or_exit(root, review=strict)
    warnings = sum(1 for finding in loaded.findings if finding.severity == "warning")
    if strict and warnings:
        click.echo("course: the site was not built, because --strict allows no warning", err=True)
        sys.exit(EXIT_FINDINGS)
    summary = _build(course, loaded, root, out or root / "site", with_handbook=with_handbook)
    for quiz in summary.revealed:
        click.echo(
            f"course: {quiz} has `reveal: true`: its key is published in the page, so its results "
            "are only indicative",
            err=True,
        )
    for translation in course.translations:
        number = plural(len(translation.files), "translated file")
        click.echo(
            f"course: {translation.language}: {number}, checked, and not on the site: this version "
            f"builds pages in {course.language} only",
            err=True,
        )
    click.echo(summary.text(), err=True)
    if as_json:
        click.echo(summary.json())


def _build(
    course: Course, loaded: Loaded, root: Path, out: Path, *, with_handbook: bool
) -> Summary:
    from coursewright.engines.build import BuildWarningsError, build_site  # noqa: PLC0415 - heavy
    from coursewright.engines.handbook import with_handbook as add_handbook  # noqa: PLC0415
    from coursewright.rendering import render_course  # noqa: PLC0415 - heavy

    if with_handbook:
        course = add_handbook(course, root)
    rendered = render_course(course, loaded.pools, loaded.published, with_handbook=with_handbook)
    try:
        result = build_site(root, rendered, out)
    except BuildWarningsError as findings:
        click.echo(f"course: {findings}\nThe last good site was left as it was.", err=True)
        sys.exit(EXIT_FINDINGS)
    revealed = (quiz.id for quiz in course.quizzes if quiz.kind == "record" and quiz.reveal)
    return Summary(
        out=out,
        pages=result.pages,
        items=len({item.full_id for pool in loaded.pools for item in pool.items}),
        duration_s=time.perf_counter() - START,
        revealed=tuple(revealed),
        warnings=sum(1 for finding in loaded.findings if finding.severity == "warning"),
    )
