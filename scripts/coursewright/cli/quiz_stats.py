"""`course quiz stats`: how items work, without a word about anybody."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from coursewright.cli.common import root_option
from coursewright.cli.records_ledger import (
    json_option,
    ledger_folder,
    ledger_option,
    load_for_records,
    open_ledger,
)
from coursewright.cli.writing import write_files
from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.model import Item
    from coursewright.pipeline import Loaded
    from coursewright.records.statistics import Analysis, ItemStatistics, Sitting
    from coursewright.reporting.item_review import ReviewItem

SCHEMA: Final = "coursewright/statistics/1"
OTHER: Final = "(others)"
Group = Literal["version", "language"]


@click.command("stats")
@click.argument("quiz", metavar="QUIZ")
@root_option
@ledger_option
@click.option(
    "--attempts",
    type=click.Choice(["first", "all"]),
    default="first",
    show_default=True,
    help="The first attempt of each person, or all of them.",
)
@click.option("--by", type=click.Choice(["version", "language"]), help="One table for each.")
@click.option(
    "--minimum",
    type=click.IntRange(min=5),
    default=30,
    show_default=True,
    help="Show no figures of an item with fewer people.",
)
@json_option
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the review for a meeting, as FILE.html or FILE.md. It holds keys.",
)
def command(  # noqa: PLR0913 - click hands over each option
    *,
    quiz: str,
    root: Path,
    ledger: Path | str | None,
    attempts: str,
    by: Group | None,
    minimum: int,
    as_json: bool,
    report: Path | None,
) -> None:
    """Show how hard the items of QUIZ are, whether they tell people apart, and which to mend.

    The figures are about items, never about a person; what fewer than five people did is not
    shown. An item that was changed (`revision`) begins anew.
    """
    from coursewright.records.statistics import (  # noqa: PLC0415 - keeps `--help` fast
        analyse,
        first_attempts,
        read_sittings,
    )

    location = ledger_folder(root, ledger)
    if isinstance(location, Path) and not location.is_dir():
        raise CoursewrightError(f"{location}: there is no ledger")
    course, loaded = load_for_records(root)
    # Records know a bank by its id, also when its author calls it by another name today.
    quiz = next((one.id for one in course.quizzes if one.written_id == quiz), quiz)
    with open_ledger(root, location, course, loaded) as book:
        sittings = read_sittings(book, quiz)
    if not sittings:
        if quiz not in {one.id for one in course.quizzes}:
            raise CoursewrightError(f"{quiz}: there is no such quiz, and no attempt at one")
        click.echo(f"{quiz}: no counted attempt is in the ledger yet", err=True)
        return
    chosen = first_attempts(sittings) if attempts == "first" else sittings
    groups = _grouped(chosen, by)
    analyses = [analyse(rows, minimum, name) for name, rows in groups]
    if as_json:
        click.echo(json.dumps(_value(quiz, attempts, minimum, analyses), indent=2))
    else:
        for line in _lines(quiz, analyses):
            click.echo(line)
    if report is not None:
        _write_report(report, quiz, analyse(chosen, minimum), loaded)


def _grouped(sittings: Sequence[Sitting], by: Group | None) -> list[tuple[str, Sequence[Sitting]]]:
    from coursewright.records.statistics.privacy import merged_groups  # noqa: PLC0415

    if by is None:
        return [("", sittings)]
    names = merged_groups(Counter(getattr(one, by) for one in sittings), OTHER)
    groups: dict[str, list[Sitting]] = {}
    for one in sittings:
        groups.setdefault(names[getattr(one, by)], []).append(one)
    return sorted(groups.items())


def _value(quiz: str, attempts: str, minimum: int, analyses: Sequence[Analysis]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "quiz": quiz,
        "attempts": attempts,
        "minimum": minimum,
        "groups": [_rounded(asdict(one)) for one in analyses],
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return value


def _lines(quiz: str, analyses: Sequence[Analysis]) -> Iterator[str]:
    from coursewright.reporting.item_review import number_text  # noqa: PLC0415

    for analysis in analyses:
        title = f"{quiz} {analysis.group}".strip()
        people = analysis.attempts or "fewer than 5"
        yield f"{title}: {people} attempts, reliability (alpha) {number_text(analysis.alpha)}"
        rows: list[tuple[str, ...]] = [
            ("item", "people", "facility", "discrimination", "seconds", "advice")
        ]
        rows += [_row(one) for one in analysis.items]
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            yield f"  {'  '.join(cells)}  {row[-1]}"


def _row(one: ItemStatistics) -> tuple[str, ...]:
    from coursewright.reporting.item_review import facility_text, number_text  # noqa: PLC0415

    seconds = "-" if one.seconds is None else f"{one.seconds:.0f}"
    advice = f"{one.advice}: {'; '.join(one.reasons)}" if one.reasons else one.advice
    facility, spread = facility_text(one), number_text(one.discrimination)
    return one.item, str(one.people or "few"), facility, spread, seconds, advice


def _write_report(path: Path, quiz: str, analysis: Analysis, loaded: Loaded) -> None:
    from coursewright.reporting.item_review import render_html, render_markdown  # noqa: PLC0415

    render = {".html": render_html, ".md": render_markdown}.get(path.suffix)
    if render is None:
        raise CoursewrightError(f"{path}: a review is written as FILE.html or FILE.md")
    items = [_review_item(one, loaded) for one in analysis.items]
    text = render(f"Item review: {quiz}", analysis, items)
    write_files({path: text.encode()}, is_private=True)
    click.echo(f"The review is in {path}. It holds keys: keep it from learners.", err=True)


def _review_item(figures: ItemStatistics, loaded: Loaded) -> ReviewItem:
    """Return an item with its present texts; without them where it has changed since."""
    from coursewright.generating.forms import item_hash, public_ids  # noqa: PLC0415
    from coursewright.model import Choice  # noqa: PLC0415
    from coursewright.reporting.item_review import ReviewItem  # noqa: PLC0415

    bare = ReviewItem(figures, "", "", ())
    found: tuple[Item, str] | None = next(
        (
            (item, pool.salts.get(item.bank, ""))
            for pool in loaded.pools
            for item in pool.items
            if item.full_id == figures.item and item_hash(item) == figures.hash
        ),
        None,
    )
    if found is None:
        return bare
    item, salt = found
    place = f"{item.span.path}:{item.span.line}"
    options: tuple[tuple[str, str], ...] = ()
    if isinstance(item.interaction, Choice):
        texts = (option.text.text for option in item.interaction.options)
        options = tuple(zip(public_ids(item, salt), texts, strict=True))
    return replace(bare, stem=item.stem.text, place=place, options=options)
