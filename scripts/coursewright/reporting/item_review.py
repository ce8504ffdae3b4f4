"""The yearly review of a quiz: each item with its figures, and what to do about it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.records.statistics import Analysis, ItemStatistics

ORDER: Final = {"retire": 0, "mend": 1, "keep": 2, "wait": 3}
WORDS: Final = {
    "retire": "Retire, or mend the key",
    "mend": "Mend",
    "keep": "Keep",
    "wait": "Wait",
}
STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid; padding: .5rem 0 1rem; break-inside: avoid; }
h2 { font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
.advice { font-weight: 700; }
.wide { overflow-x: auto; }
"""
EXPLAINED: Final = (
    "Facility is the share of points that people earn: 0.30 to 0.95 is useful.",
    (
        "Discrimination says whether those who do well in the other items do well here, too: 0.15 "
        "and more is good; below 0 something is wrong, most often the key."
    ),
    (
        "Reliability (alpha) says how far one attempt can be trusted as a measure: 0.7 and more "
        "is good. A low figure is normal for few items, and where nearly everybody passes."
    ),
    (
        "What fewer than five people did is never shown. These figures are about items. They say "
        "nothing about a person."
    ),
)


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An item as it stands in the course, beside its figures."""

    figures: ItemStatistics
    stem: str
    """Markdown; "" where the item has changed or is gone."""
    place: str
    """`quizzes/final.md:14`; "" where it is gone."""
    options: tuple[tuple[str, str], ...]
    """Public id -> text."""


def sorted_items(items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """Return items with the most urgent first."""
    return sorted(items, key=lambda one: (ORDER[one.figures.advice], one.figures.item))


def facility_text(figures: ItemStatistics) -> str:
    """Return a facility as `0.83`, or what can be said where it may not be shown."""
    if figures.facility is not None:
        return f"{figures.facility:.2f}"
    return figures.instead or "-"


def number_text(value: float | None) -> str:
    """Return a figure with two places, or `-`."""
    return "-" if value is None else f"{value:.2f}"


def render_markdown(title: str, analysis: Analysis, items: Sequence[ReviewItem]) -> str:
    """Return the review as Markdown."""
    lines = [f"# {title}", "", _summary(analysis), "", *(f"- {one}" for one in EXPLAINED), ""]
    for one in sorted_items(items):
        figures = one.figures
        lines += [f"## {WORDS[figures.advice]}: {figures.item}", ""]
        lines += [f"> {one.stem}", ""] if one.stem else []
        lines += [f"{_facts(figures)}{f' ({one.place})' if one.place else ''}", ""]
        lines += [f"- {reason}" for reason in figures.reasons]
        rows = list(_options(one))
        if rows:
            lines += ["", "| option | chosen by | discrimination |", "|---|---|---|"]
            lines += [f"| {text} | {share} | {spread} |" for text, share, spread in rows]
        lines.append("")
    return "\n".join(lines)


def render_html(title: str, analysis: Analysis, items: Sequence[ReviewItem]) -> str:
    """Return the review as one HTML page without scripts, for the screen and for paper."""
    parts = [
        "<!doctype html>",
        f'<html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{STYLE}</style>",
        f"<h1>{html.escape(title)}</h1><p>{html.escape(_summary(analysis))}</p><ul>",
        *(f"<li>{html.escape(one)}</li>" for one in EXPLAINED),
        "</ul>",
        *(part for one in sorted_items(items) for part in _section(one)),
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _section(one: ReviewItem) -> Iterator[str]:
    figures = one.figures
    yield f"<section><h2>{html.escape(WORDS[figures.advice])}: {html.escape(figures.item)}</h2>"
    if one.stem:
        yield f"<p>{html.escape(one.stem)}</p>"
    place = f" ({one.place})" if one.place else ""
    yield f"<p>{html.escape(_facts(figures) + place)}</p>"
    if figures.reasons:
        reasons = "".join(f"<li>{html.escape(reason)}</li>" for reason in figures.reasons)
        yield f'<ul class="advice">{reasons}</ul>'
    rows = list(_options(one))
    if rows:
        yield '<div class="wide" tabindex="0" role="region" aria-label="Options"><table>'
        yield '<tr><th scope="col">Option<th scope="col" class="number">Chosen by'
        yield '<th scope="col" class="number">Discrimination'
        for text, share, spread in rows:
            numbers = f'<td class="number">{share}<td class="number">{spread}'
            yield f"<tr><td>{html.escape(text)}{numbers}"
        yield "</table></div>"
    yield "</section>"


def _summary(analysis: Analysis) -> str:
    people = str(analysis.attempts) if analysis.attempts else "fewer than five"
    return f"{people} attempts. Reliability (alpha): {number_text(analysis.alpha)}."


def _facts(figures: ItemStatistics) -> str:
    if figures.advice == "wait":
        return f"{figures.people or 'Fewer than five'} people"
    return (
        f"{figures.people} people, facility {facility_text(figures)}, discrimination "
        f"{number_text(figures.discrimination)}, {figures.seconds:.0f} s"
    )


def _options(one: ReviewItem) -> Iterator[tuple[str, str, str]]:
    texts = dict(one.options)
    for option in one.figures.options:
        text = texts.get(option.id, f"option {option.id}")
        share = "few" if option.share is None else f"{option.share:.0%}"
        yield (
            f"{text}{' (key)' if option.is_key else ''}",
            share,
            number_text(option.discrimination),
        )
