"""`course handouts`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursewright.cli.common import load_or_exit, plural, root_option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.model import Course
    from coursewright.rendering.handouts import Handout, Paper

# Repeated here so that `--help` imports nothing; a test compares them with the real ones.
KINDS = ("workbook", "guide", "answers", "role-play")
PAPERS = ("A4", "letter")


@click.command("handouts")
@root_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    show_default="handouts in the course folder",
    help="Folder to write to. Files of the same name are replaced.",
)
@click.option("--module", metavar="ID", help="Only the handouts of this module.")
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; repeatable."
)
@click.option("--seed", default="A", show_default=True, help="Name of the paper form: A, B …")
@click.option("--path", metavar="ID", help="Path for which an assessment's form draws its items.")
@click.option(
    "--paper",
    type=click.Choice(PAPERS, case_sensitive=False),
    default="A4",
    show_default=True,
    help="Size of the pages.",
)
@click.option("--pdf", is_flag=True, help="Also write PDF, through an installed Chromium.")
@click.option(
    "--with-record-keys",
    is_flag=True,
    help="Print the items of the assessment with their keys in the trainer guide.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the list of files as JSON.")
def command(  # noqa: PLR0913 - one parameter per option
    *,
    root: Path,
    out: Path | None,
    module: str | None,
    kinds: tuple[str, ...],
    seed: str,
    path: str | None,
    paper: Paper,
    pdf: bool,
    with_record_keys: bool,
    as_json: bool,
) -> None:
    """Write workbook, trainer guide, paper forms and role plays to print.

    They are files for trainers and never part of the site.
    """
    from coursewright.engines.printing import find_chromium  # noqa: PLC0415 - fast `--help`
    from coursewright.rendering.handouts import KINDS as EVERY  # noqa: PLC0415 - heavy
    from coursewright.rendering.handouts import Order, make_handouts  # noqa: PLC0415

    if with_record_keys and kinds and "guide" not in kinds:
        raise click.UsageError("--with-record-keys changes only the guide: add `--kind guide`.")
    # Before the work, so that nobody waits for a sentence about a missing program.
    chromium = find_chromium() if pdf else None
    course, loaded = load_or_exit(root)
    order = Order(
        kinds=tuple(kind for kind in EVERY if not kinds or kind in kinds),
        module=_module_id(course, module),
        seed=seed,
        path=_path_id(course, path),
        paper=paper,
        with_record_keys=with_record_keys,
    )
    made = make_handouts(course, loaded.pools, loaded.published, _reader(course, root), order)
    files = _write(made, out or root / "handouts", chromium, is_private=with_record_keys)
    if with_record_keys:
        click.echo(
            "course: the guides now hold the keys of the assessment. Keep them locked away: who "
            "has read them cannot be assessed with these items any more",
            err=True,
        )
    where = out or root / "handouts"
    click.echo(f"Wrote {plural(len(files), 'handout')} to {where}", err=True)
    if as_json:
        click.echo(json.dumps([str(file) for file in files]))


def _module_id(course: Course, name: str | None) -> str | None:
    if name is None:
        return None
    for module in course.modules:
        if name in {module.id, module.written_id, module.slug}:
            return module.id
    known = ", ".join(module.written_id or module.id for module in course.modules)
    raise click.UsageError(f"There is no module `{name}`. There are: {known}.")


def _path_id(course: Course, name: str | None) -> str:
    if name is None or any(path.id == name for path in course.paths):
        return name or ""
    known = ", ".join(path.id for path in course.paths) or "none"
    raise click.UsageError(f"There is no path `{name}`. There are: {known}.")


def _reader(course: Course, root: Path) -> Callable[[str], bytes | None]:
    """Return what reads a file of the course; other files of the machine it does not know."""
    known = {asset.path for asset in course.assets}
    return lambda path: (root / path).read_bytes() if path in known else None


def _write(
    made: Sequence[Handout], out: Path, chromium: str | None, *, is_private: bool
) -> list[Path]:
    from coursewright.cli.writing import write_files  # noqa: PLC0415 - fast `--help`
    from coursewright.engines.printing import print_pdf  # noqa: PLC0415 - fast `--help`

    pages = {out / handout.name: handout.html.encode() for handout in made}
    write_files(pages, is_private=is_private)
    files = list(pages)
    for page in pages if chromium else ():
        target = page.with_suffix(".pdf")
        click.echo(f"Printing {target.relative_to(out)}", err=True)
        write_files({target: print_pdf(str(chromium), page)}, is_private=is_private)
        files.append(target)
    return files
