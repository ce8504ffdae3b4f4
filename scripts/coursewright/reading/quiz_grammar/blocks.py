"""Splits the lines of an item into blocks: text, lists, tables, code, hint and rationale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["text", "code", "directive", "bullets", "ordered", "table"]

BULLET = re.compile(r"^[-*+] +(?=\S)")
ORDERED = re.compile(r"^\d{1,9}[.)] +(?=\S)")
LOOSE_BOX = re.compile(r"^ {0,3}[-*+–—•][ \u00a0]*(?:\[[^\]\n]{0,3}\]|\([ xX~]?\))(?![(:\[\w])")  # noqa: RUF001 - typed by word processors
"""A box or something that was meant as one."""
BARE_BOX = re.compile(r"^ {0,3}\[[ xX~]?\] +\S")
"""A box whose list marker was forgotten."""
GLUED_BOX = re.compile(r"^ {0,3}[-*+] +\[[ xX~]\]\w")
"""`- [x]Text`: the space behind the box was forgotten."""
DIRECTIVE = re.compile(r"^ {0,3}(?:!{2,4}|\?{2,4}\+?|={3}(?= +\")|:{2,4})")
DELIMITER_ROW = re.compile(r"^ *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")
RULER = re.compile(r"^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file."""

    number: int
    text: str
    """Comments blanked, leading tabs as four spaces."""
    plain: str
    """Code blanked, too."""


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines that belong together."""

    kind: Kind
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line it begins with."""
        return self.lines[0]

    @property
    def has_boxes(self) -> bool:
        """True for a list of options, even where a box is misspelt."""
        return self.kind == "bullets" and any(is_box(line.plain) for line in self.lines)


def is_box(text: str) -> bool:
    """Return whether a line was meant as an option."""
    return bool(LOOSE_BOX.match(text) or BARE_BOX.match(text) or GLUED_BOX.match(text))


def split_blocks(lines: Sequence[Line], fenced: frozenset[int]) -> list[Block]:
    """Split lines into blocks.

    Args:
        lines: the lines below an item's heading.
        fenced: line numbers that belong to code blocks.
    """
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        if lines[index].text.strip():
            block, index = read_block(lines, index, fenced)
            blocks.append(block)
        else:
            index += 1
    return blocks


def read_block(lines: Sequence[Line], index: int, fenced: frozenset[int]) -> tuple[Block, int]:
    """Return the block that begins at an index, and the index behind it."""
    kind = _kind(lines, index, fenced)
    end = _END[kind](lines, index + 1, fenced)
    return Block(kind, tuple(_without_blank_end(lines[index:end]))), end


def _without_blank_end(lines: Sequence[Line]) -> Sequence[Line]:
    end = len(lines)
    while end > 1 and not lines[end - 1].text.strip():
        end -= 1
    return lines[:end]


def _kind(lines: Sequence[Line], index: int, fenced: frozenset[int]) -> Kind:
    line = lines[index]
    if line.number in fenced:
        return "code"
    if DIRECTIVE.match(line.plain):
        return "directive"
    if _is_list_start(line.plain):
        return "ordered" if ORDERED.match(line.plain) else "bullets"
    if _is_table_start(lines, index):
        return "table"
    return "text"


def _is_list_start(text: str) -> bool:
    if is_box(text):
        return True
    return bool(BULLET.match(text) or ORDERED.match(text)) and not RULER.match(text)


def _is_table_start(lines: Sequence[Line], index: int) -> bool:
    if "|" not in lines[index].plain or index + 1 >= len(lines):
        return False
    below = lines[index + 1].plain
    return "|" in below and "-" in below and bool(DELIMITER_ROW.match(below))


def _code_end(lines: Sequence[Line], index: int, fenced: frozenset[int]) -> int:
    while index < len(lines) and lines[index].number in fenced:
        index += 1
    return index


def _indented_end(lines: Sequence[Line], index: int, _fenced: frozenset[int]) -> int:
    end = index
    while index < len(lines):
        text = lines[index].text
        if text.strip():
            if not text.startswith("    "):
                break
            end = index + 1
        index += 1
    return end


def _list_end(lines: Sequence[Line], index: int, fenced: frozenset[int]) -> int:
    is_ordered = bool(ORDERED.match(lines[index - 1].plain))
    end = index
    while index < len(lines):
        line = lines[index]
        if line.text.strip():
            same = _is_list_start(line.plain) and bool(ORDERED.match(line.plain)) == is_ordered
            if not same and not (line.text.startswith("  ") or line.number in fenced):
                break
            end = index + 1
        index += 1
    return end


def _table_end(lines: Sequence[Line], index: int, _fenced: frozenset[int]) -> int:
    while index < len(lines) and lines[index].text.strip():
        index += 1
    return index


def _text_end(lines: Sequence[Line], index: int, fenced: frozenset[int]) -> int:
    while index < len(lines) and lines[index].text.strip():
        line = lines[index]
        if line.number in fenced or DIRECTIVE.match(line.plain) or is_box(line.plain):
            break
        if BULLET.match(line.plain) and not RULER.match(line.plain):
            break
        if line.plain.startswith(("1. ", "1) ")) or _is_table_start(lines, index):
            break
        index += 1
    return index


_END = {
    "text": _text_end,
    "code": _code_end,
    "directive": _indented_end,
    "bullets": _list_end,
    "ordered": _list_end,
    "table": _table_end,
}
