"""Markdown lines with code and comments blanked out, every other character in its place.

Everything that looks for syntax looks at masked lines, so that an example in a code block is
never taken for the real thing. All passes are linear in the size of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCE = re.compile(r"^( *)(`{3,}|~{3,})(.*)$")
_BACKTICKS = re.compile(r"\\.|`+")
_CODE_OR_COMMENT = re.compile(r"\\.|`+|<!--")
# A line that begins a block of its own, so that a stray backtick does not reach across it.
_BLOCK_START = re.compile(r"^ *(?:[-*+>] ?|\d{1,9}[.)] |#{1,6} |:   |\||!!!|\?\?\?|===|:::)")


@dataclass(frozen=True, slots=True)
class Masked:
    """Two views of a text, line by line as long as the original."""

    visible: tuple[str, ...]
    """Comments blanked."""
    plain: tuple[str, ...]
    """Comments and code blanked."""
    open_fence: int | None
    """Index of the line of a code block that never ends."""
    open_comment: tuple[int, int] | None
    """Line index and column index of a comment that never ends."""
    in_fence: frozenset[int]
    """Indexes of the lines of code blocks, markers included."""


def mask(lines: Sequence[str]) -> Masked:
    """Blank out code blocks, inline code and comments."""
    visible = list(lines)
    plain = list(lines)
    fenced: set[int] = set()
    open_fence, open_comment = None, None
    paragraph: list[int] = []
    index = 0
    while index < len(lines):
        line = plain[index]
        fence = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence and not (fence[2][0] == "`" and "`" in fence[3]):
            _mask_inline_code(plain, paragraph)
            end = _fence_end(plain, index, fence)
            if end is None:
                open_fence = index if open_fence is None else open_fence
                end = len(lines) - 1
            for number in range(index, end + 1):
                plain[number] = " " * len(plain[number])
                fenced.add(number)
            index = end + 1
            continue
        if "<!--" in line:
            opened = _mask_comments(visible, plain, index, 0)
            while opened is not None:
                column, (end, position) = opened, _comment_end(plain, index, opened + 4)
                _blank(visible, (index, column), (end, position))
                _blank(plain, (index, column), (end, position))
                if end == len(lines) - 1 and not _has_end(lines, end, position):
                    open_comment = (index, column)
                paragraph.extend(range(index, end))
                index = end
                opened = _mask_comments(visible, plain, index, position)
            line = plain[index]
        if not line.strip() or _BLOCK_START.match(line):
            _mask_inline_code(plain, paragraph)
        paragraph.append(index)
        index += 1
    _mask_inline_code(plain, paragraph)
    return Masked(tuple(visible), tuple(plain), open_fence, open_comment, frozenset(fenced))


def _fence_end(lines: Sequence[str], start: int, fence: re.Match[str]) -> int | None:
    marker = fence[2]
    for index in range(start + 1, len(lines)):
        stripped = lines[index].strip()
        if stripped.startswith(marker) and not stripped.strip(marker[0]):
            return index
    return None


def _mask_comments(visible: list[str], plain: list[str], index: int, start: int) -> int | None:
    """Blank out the comments of one line; the column of one that goes on, or None."""
    line = plain[index]
    runs: dict[str, list[int]] = {}
    for match in _BACKTICKS.finditer(line, start):
        runs.setdefault(match[0], []).append(match.start())
    for positions in runs.values():
        positions.reverse()
    position = start
    while found := _CODE_OR_COMMENT.search(line, position):
        position = found.end()
        if found[0] == "<!--":
            end = line.find("-->", position)
            if end < 0:
                return found.start()
            position = end + 3
            _blank(visible, (index, found.start()), (index, position))
            _blank(plain, (index, found.start()), (index, position))
        elif found[0][0] == "`":
            closing = runs[found[0]]
            while closing and closing[-1] < position:
                closing.pop()
            if closing:
                position = closing[-1] + len(found[0])
    return None


def _comment_end(lines: Sequence[str], index: int, position: int) -> tuple[int, int]:
    """Return line index and column behind a comment; the end of the text when it has none."""
    for number in range(index, len(lines)):
        end = lines[number].find("-->", position)
        if end >= 0:
            return number, end + 3
        position = 0
    return len(lines) - 1, len(lines[-1])


def _has_end(lines: Sequence[str], index: int, position: int) -> bool:
    return lines[index].endswith("-->", 0, position)


def _mask_inline_code(lines: list[str], paragraph: list[int]) -> None:
    """Blank out inline code in the lines with these indexes, and empty the list of indexes."""
    runs: list[tuple[int, int, int]] = []  # line index, column, length
    for index in paragraph:
        line = lines[index]
        if "`" not in line:
            continue
        for match in _BACKTICKS.finditer(line):
            if match[0][0] == "`":
                runs.append((index, match.start(), match.end() - match.start()))
            elif match[0] == "\\`":
                # A run directly behind an escaped backtick starts one later; rare and harmless.
                continue
    paragraph.clear()
    later: dict[int, list[int]] = {}
    for position in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[position][2], []).append(position)
    position = 0
    while position < len(runs):
        line_index, column, length = runs[position]
        candidates = later[length]
        while candidates and candidates[-1] <= position:
            candidates.pop()
        if not candidates:
            position += 1
            continue
        closing = runs[candidates[-1]]
        _blank(lines, (line_index, column), (closing[0], closing[1] + length))
        position = candidates[-1] + 1


def _blank(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> None:
    for index in range(start[0], end[0] + 1):
        line = lines[index]
        left = start[1] if index == start[0] else 0
        right = end[1] if index == end[0] else len(line)
        lines[index] = line[:left] + " " * (right - left) + line[right:]
