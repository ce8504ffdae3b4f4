"""Syntax of pages that a Markdown engine would print instead of understanding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.reading.admonitions import ADMONITIONS
from coursewright.reading.html_tags import Text, check_tags
from coursewright.reading.lost_marks import check_marks
from coursewright.reading.quiz_grammar.blocks import DELIMITER_ROW, Line
from coursewright.reading.quiz_grammar.elements import split_cells
from coursewright.reading.rules import pages as rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.reading.masking import Masked
    from coursewright.reading.source import Source

_MARKER = re.compile(r"^( *)(!{2,4}(?=[ \w])|\?{2,4}\+?(?=[ \w\"])|={3}[!+]*(?= *\S))(.*)$")
_BOX = re.compile(r" ?([A-Za-z][\w-]*)((?: +[\w-]+)*)(?: +\"(?:[^\"\\]|\\.)*\")? *$")
_TITLE = re.compile(r" +\"(?:[^\"\\]|\\.)+\" *$")


def check_syntax(source: Source, masked: Masked, first_line: int) -> None:
    """Report boxes, tabs, tables, lists, links and HTML tags that are not understood."""
    _check_boxes(source, masked, first_line)
    _check_tables(source, masked, first_line)
    check_marks(source, masked, first_line)
    check_tags(Text(source, masked.visible, masked.plain, first_line))


def _check_boxes(source: Source, masked: Masked, first_line: int) -> None:
    for index, line in enumerate(masked.plain):
        if "!!" not in line and "??" not in line and "===" not in line:
            continue
        match = _MARKER.match(line)
        if match is None:
            continue
        visible = masked.visible[index]
        span = source.span(first_line + index, match.end(1) + 1)
        rest = visible[match.end(2) :]
        message, hint = _box_problem(match[2], rest)
        if message is None and not _has_content(masked.visible, index, len(match[1])):
            message = f"Below `{shorten(visible)}` there is no text indented by four spaces"
        if message is not None:
            source.report(rules.ADMONITION, span, message, hint)


def _box_problem(marker: str, rest: str) -> tuple[str | None, str | None]:
    """Return what is wrong with the line of a box or tab, and a hint."""
    shown = shorten(f"{marker}{rest}")
    if marker.startswith("="):
        fine = _TITLE.match(rest)
        return (None if fine else f'`{shown}` is not a tab such as `=== "Title"`'), None
    if marker not in {"!!!", "???", "???+"}:
        return f"`{shown}` needs three signs: `!!!` or `???`", None
    if marker.startswith("?") and _TITLE.match(rest):
        return None, None
    match = _BOX.match(rest)
    if match is None:
        return f"`{shown}` is not understood", None
    kind = match[1].lower()
    if kind not in ADMONITIONS:
        return f"`{shorten(kind)}` is not a kind of box", did_you_mean(kind, ADMONITIONS)
    return None, None


def _has_content(lines: Sequence[str], index: int, indent: int) -> bool:
    below = index + 1
    while below < len(lines) and not lines[below].strip():
        below += 1
    return below < len(lines) and lines[below].startswith((" " * (indent + 4), "\t"))


def _check_tables(source: Source, masked: Masked, first_line: int) -> None:
    columns = 0
    """Of the table that the line belongs to; 0 outside of tables."""
    for index, plain in enumerate(masked.plain):
        if "|" not in plain:
            columns = 0
            continue
        line = Line(first_line + index, masked.visible[index], plain)
        is_ruler = "-" in plain and bool(DELIMITER_ROW.match(plain))
        if not columns and is_ruler and index and "|" in masked.plain[index - 1]:
            above = Line(line.number - 1, masked.visible[index - 1], masked.plain[index - 1])
            columns = len(split_cells(above))
        elif not columns:
            continue
        count = len(split_cells(line))
        if count != columns:
            message = f"Cells in this row: {count}, in the header: {columns}"
            source.report(rules.TABLE, line.number, message)
            return
