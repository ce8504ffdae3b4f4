"""`course check --coverage`: what of the sources the course teaches and asks."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from coursewright.rendering.coverage import coverage_summary, coverage_tables

if TYPE_CHECKING:
    from coursewright.generating.coverage import Coverage
    from coursewright.rendering.coverage import Table


def coverage_text(coverage: Coverage) -> str:
    """Return the report for a terminal."""
    parts = [_text(table) for table in coverage_tables(coverage)]
    return "\n\n".join([*parts, coverage_summary(coverage)])


def coverage_json(coverage: Coverage) -> str:
    """Return the report for programs: the fields of `Coverage`."""
    return json.dumps(asdict(coverage), ensure_ascii=False, indent=2)


def _text(table: Table) -> str:
    lines = [table.header, *table.rows]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    rows = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([table.title, "", *rows])
