"""The coverage of the sources as tables, for the terminal and for a page of the handbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.rendering.context import HANDBOOK
from coursewright.rendering.pages import RenderedPage
from coursewright.rendering.stage import markdown_text, page_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.generating.coverage import Coverage, FrameworkCoverage, PartCoverage
    from coursewright.rendering.context import Context

PAGE: Final = f"{HANDBOOK}reference/coverage.md"
_INTRO: Final = (
    "What of the sources the course teaches and asks, counted when this site was built. "
    "`course check --coverage` prints the same."
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title; every cell is plain text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def coverage_summary(coverage: Coverage) -> str:
    """Return one sentence with the shares that count."""
    taught = [each for each in coverage.frameworks if each.is_taught]
    parts = [part for each in taught for part in each.parts]
    core = [part for each in coverage.frameworks if each.is_core for part in each.parts]
    facts = sum(part.facts for part in core)
    seen = facts - sum(len(part.unseen) for part in core)
    covered = sum(bool(part.lessons) for part in parts)
    return (
        f"{len(taught)} of {len(coverage.frameworks)} frameworks are taught. "
        f"Elements of these in lessons: {_share(covered, len(parts))}. "
        f"Core facts in lessons or items: {_share(seen, facts)}. "
        f"Items in all banks: {coverage.items}."
    )


def coverage_tables(coverage: Coverage) -> tuple[Table, ...]:
    """Return the tables: frameworks, their elements, and the rows of every blueprint."""
    parts = tuple(
        _part_row(framework, part)
        for framework in coverage.frameworks
        if framework.is_taught
        for part in framework.parts
    )
    blueprint = tuple(
        (
            row.quiz,
            row.module or "any",
            row.level or "any",
            row.type or "any",
            ", ".join(row.paths) or "all",
            str(row.drawn),
            str(row.available),
        )
        for row in coverage.rows
    )
    found = [
        Table(
            "Frameworks",
            ("framework", "core", "taught", "in lessons", "practice", "record", "context asked"),
            tuple(_framework_row(each) for each in coverage.frameworks),
        ),
        Table(
            "Elements",
            ("framework", "element", "name", "lessons", "practice", "record", "facts"),
            parts,
        ),
        Table(
            "Blueprint",
            ("bank", "module", "level", "type", "paths", "drawn", "available"),
            blueprint,
        ),
    ]
    return tuple(table for table in found if table.rows)


def render_coverage(context: Context, coverage: Coverage) -> RenderedPage:
    """Return the coverage as a page of the handbook."""
    parts = ["# Coverage of the sources", _INTRO, markdown_text(coverage_summary(coverage))]
    for table in coverage_tables(coverage):
        parts += [f"## {table.title}", _markdown(table)]
    return RenderedPage(
        src_uri=PAGE,
        dest_uri=context.dest(PAGE),
        title="Coverage of the sources",
        markdown=page_markdown(*parts),
    )


def _framework_row(framework: FrameworkCoverage) -> tuple[str, ...]:
    asked = framework.context - len(framework.unasked_context)
    return (
        framework.id,
        "core" if framework.is_core else "",
        "yes" if framework.is_taught else "no",
        f"{framework.covered} of {len(framework.parts)}",
        str(sum(part.practice for part in framework.parts)),
        str(sum(part.record for part in framework.parts)),
        f"{asked} of {framework.context}" if framework.context else "",
    )


def _part_row(framework: FrameworkCoverage, part: PartCoverage) -> tuple[str, ...]:
    return (
        framework.id,
        part.id,
        part.name,
        ", ".join(part.lessons) or "none",
        str(part.practice),
        str(part.record),
        f"{part.facts - len(part.unseen)} of {part.facts}",
    )


def _share(part: int, whole: int) -> str:
    percent = 100 * part // whole if whole else 100
    return f"{part} of {whole} ({percent} %)"


def _markdown(table: Table) -> str:
    lines: list[Sequence[str]] = [table.header, ["---"] * len(table.header)]
    lines += [[markdown_text(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
