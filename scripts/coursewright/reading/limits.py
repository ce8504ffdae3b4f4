"""Limits that keep a Markdown engine from hanging or crashing on a page.

They look at the raw lines on purpose: what is code to the reader might not be code to an engine,
and a limit that a trick can switch off is none. Each is far above what a readable page needs.
All of this is one pass over the characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.reading.rules import pages as rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.reading.source import Source

# Inline patterns are tried again at every opening sign: 20000 `[` take Python-Markdown a minute.
LINE_CHARACTERS = 20_000
# A list level is indented by 4; from about 100 levels on Python-Markdown runs out of stack.
DEEPEST = 20
# Python-Markdown looks for the end of each opening sign in the rest of its paragraph: 400 cost
# 0.1 s, 2000 cost 3 s. The page's limit keeps many such paragraphs within a second.
OPEN_IN_PARAGRAPH = 400
OPEN_IN_PAGE = 2_000
# A table of contents of more entries is no help, and every entry is repeated in the navigation.
HEADINGS = 200

_SIGNS = re.compile(r"\]\(|[\[\]()<>]")
_START = re.compile(r"(?: |>|[-*+] |\d{1,9}[.)] |[!?]{3}\+? |=== |: {1,3})*")
_LEVELS = re.compile(r">|[-*+] |\d{1,9}[.)] ")


def check_limits(
    source: Source, lines: Sequence[str], first_line: int, most_headings: int = HEADINGS
) -> bool:
    """Report what would make a Markdown engine hang; False: do not look further at the text."""
    found = len(source.findings.diagnostics)
    _check_lines(source, lines, first_line)
    _check_open_signs(source, lines, first_line)
    headings = [index for index, line in enumerate(lines) if line.startswith("#")]
    if len(headings) > most_headings:
        message = f"This is heading number {most_headings + 1} of {len(headings)}"
        source.report(rules.MANY_HEADINGS, first_line + headings[most_headings], message)
    return len(source.findings.diagnostics) == found


def _check_lines(source: Source, lines: Sequence[str], first_line: int) -> None:
    """Report the first line that is too long and the first that is nested too deep."""
    is_long = is_deep = False
    for index, line in enumerate(lines):
        if len(line) > LINE_CHARACTERS and not is_long:
            is_long = True
            message = f"This line has {len(line)} characters"
            source.report(rules.LONG_LINE, first_line + index, message)
        if len(line) < DEEPEST or is_deep or line[0] not in " \t>-*+0123456789!?=:":
            continue
        depth = _depth(line[:LINE_CHARACTERS])
        if depth > DEEPEST:
            is_deep = True
            message = f"Nested {depth} deep"
            source.report(rules.TOO_DEEP, first_line + index, message)


def _depth(line: str) -> int:
    text = line.expandtabs(4)
    start = _START.match(text)
    if start is None or not text.strip():
        return 0
    indent = len(text) - len(text.lstrip(" "))
    return indent // 4 + len(_LEVELS.findall(start[0]))


def _check_open_signs(source: Source, lines: Sequence[str], first_line: int) -> None:
    """Report the first paragraph, and the page, with too many signs that nothing closes."""
    in_page = 0
    counts = _Counts()
    for index, line in enumerate(lines):
        if not line.strip():
            in_page += counts.highest
            counts = _Counts()
        else:
            counts.add(line)
            if counts.highest > OPEN_IN_PARAGRAPH or in_page + counts.highest > OPEN_IN_PAGE:
                where = "paragraph" if counts.highest > OPEN_IN_PARAGRAPH else "page"
                message = f"Hundreds of `[`, `(` or `<` in this {where} are not closed"
                source.report(rules.UNCLOSED_RUN, first_line + index, message)
                return


class _Counts:
    """Signs of a paragraph that are open at the moment, and the highest count so far."""

    def __init__(self) -> None:
        self.brackets = self.targets = self.angles = self.highest = 0

    def add(self, line: str) -> None:
        """Count one line."""
        for sign in _SIGNS.findall(line):
            if sign == "[":
                self.brackets += 1
            elif sign == "](":
                self.brackets = max(self.brackets - 1, 0)
                self.targets += 1
            elif sign == "]":
                self.brackets = max(self.brackets - 1, 0)
            elif sign == ")":
                self.targets = max(self.targets - 1, 0)
            elif sign == "(":
                self.targets += 1
            else:
                self.angles = self.angles + 1 if sign == "<" else max(self.angles - 1, 0)
            total = self.brackets + self.targets + self.angles
            self.highest = max(self.highest, total)
