"""Plain lists (sequencing, likert) and two-column tables (matching)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.model import Markdown, Pair
from coursewright.reading.quiz_grammar.blocks import BULLET, ORDERED
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from coursewright.diagnostics import Rule
    from coursewright.reading.quiz_grammar.blocks import Block, Line
    from coursewright.reading.source import Source

_NESTED = re.compile(r"^ *(?:[-*+] |\d{1,9}[.)] |#{1,6} |```|~~~)")


def read_elements(source: Source, block: Block) -> tuple[Markdown, ...]:
    """Read a numbered or bulleted list of one-paragraph elements."""
    elements: list[Markdown] = []
    was_blank = False
    for line in block.lines:
        text = line.text.rstrip()
        marker = BULLET.match(text) or ORDERED.match(text)
        if not text:
            was_blank = True
            continue
        if marker:
            column = marker.end() + 1
            elements.append(Markdown(text[marker.end() :], source.span(line.number, column)))
        elif text.lstrip().startswith(">"):
            message = "Feedback belongs to options; here reasons go into `!!! rationale`"
            source.report(rules.STRAY_FEEDBACK, line.number, message)
        elif was_blank or not elements or _NESTED.match(text):
            message = f"`{shorten(text)}` is not an element of the list"
            source.report(rules.BAD_LIST, line.number, message)
        else:
            last = elements[-1]
            elements[-1] = Markdown(f"{last.text}\n{text.strip()}", last.span)
        was_blank = False
    return tuple(elements)


def split_cells(line: Line) -> list[tuple[int, str]]:
    r"""Split a table row at its bars: (column, text) of each cell, `\|` unescaped."""
    text, plain = line.text, line.plain
    cells: list[tuple[int, str]] = []
    start = 0
    position = 0
    while position < len(plain):
        if plain[position] == "\\":
            position += 2
            continue
        if plain[position] == "|":
            cells.append((start, text[start:position]))
            start = position + 1
        position += 1
    cells.append((start, text[start:]))
    # The outer bars are optional; what stands outside of them is no cell.
    if text.lstrip().startswith("|"):
        del cells[0]
    if len(cells) > 1 and not cells[-1][1].strip():
        del cells[-1]
    return [_cell(start, cell) for start, cell in cells]


def _cell(start: int, cell: str) -> tuple[int, str]:
    lead = len(cell) - len(cell.lstrip())
    return start + lead + 1, cell.strip().replace("\\|", "|")


def read_pairs(
    source: Source, block: Block, rule: Rule = rules.COLUMNS
) -> tuple[tuple[Pair, ...], tuple[Markdown, ...]]:
    """Read a two-column table: the pairs, and the right cells whose left cell is empty."""
    pairs: list[Pair] = []
    extra: list[Markdown] = []
    for index, line in enumerate(block.lines):
        cells = split_cells(line)
        if len(cells) != 2:
            message = f"Cells in this row: {len(cells)} instead of 2"
            source.report(rule, line.number, message)
            if index == 0:
                return (), ()
            continue
        if index < 2:
            continue  # The header row and the line below it.
        (left_column, left), (right_column, right) = cells
        target = Markdown(right, source.span(line.number, right_column))
        if not right:
            span = source.span(line.number, right_column)
            source.report(rules.EMPTY_CELL, span, f"`{shorten(left)}` has no partner")
        elif not left:
            extra.append(target)
        else:
            pairs.append(Pair(Markdown(left, source.span(line.number, left_column)), target))
    return tuple(pairs), tuple(extra)
