"""Lists, tables, headings and links of a page that a Markdown engine would print as text.

Other programs show some of them as the author means them, so that nothing seems wrong there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coursewright.reading.links import DESTINATION, REACH
from coursewright.reading.quiz_grammar.blocks import DELIMITER_ROW, RULER
from coursewright.reading.rules import pages as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.reading.masking import Masked
    from coursewright.reading.source import Source

Kind = Literal["text", "list", "table", "heading", "other"]

_ITEM = re.compile(r"(?:[-*+]|1[.)]) +\S")
_ANY_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]) +\S")
_TYPED_ITEM = re.compile(r"(?:[•●▪◦‣·]|[-*+](?=\u00a0))\s*\S")
_OTHER = re.compile(r"[>{<:]|!!!|\?\?\?|===|\[\^?[^\]]{1,80}\]:|\*\[")
_HEADING = re.compile(r"#{1,6}(?: |$)")
_NO_TEXT = re.compile(r"#{1,6} *(?:\{[^{}]*\})? *$")
_SPACED_LINK = re.compile(r"\]\s{1,3}\((?:https?://|[\w./-]{1,200}\.(?:md|pdf|png|jpg|svg)\b)")


@dataclass(slots=True)
class _Block:
    """The lines that the engine takes as one: those without an empty line between them."""

    kind: Kind
    indent: int


def check_marks(source: Source, masked: Masked, first_line: int) -> None:
    """Report what would be printed as text, once for each block."""
    finder = _Finder(source, masked, first_line)
    for index, line in enumerate(masked.plain):
        finder.look_at(index, line)
    _check_links(source, masked, first_line)


class _Finder:
    """Walks through the lines of a page and remembers what they belong to."""

    def __init__(self, source: Source, masked: Masked, first_line: int) -> None:
        self.source = source
        self.masked = masked
        self.first_line = first_line
        self.block: _Block | None = None
        self.items: list[int] = []
        """Columns of the list items that the line may stand below, the outer first."""
        self.is_told = False
        """True: the levels of this list were reported."""

    def look_at(self, index: int, line: str) -> None:
        text = self.masked.visible[index].strip()
        if not text or index in self.masked.in_fence:
            self.block = None
            return
        indent = len(line) - len(line.lstrip(" ")) if line.strip() else 0
        kind = _kind(text)
        if kind == "heading" and not self._is_in_list(indent):
            self._check_heading(index, indent, text)
        block = self.block
        if block is None and kind == "text" and self._is_beside(indent):
            message = (
                "This text is meant to belong to the point above, but will stand below the list"
            )
            hint = f"Begin each of its lines with {self.items[-1] + 4} spaces."
            self._report(index, indent, message, hint)
        if block is None or _begins_anew(block, indent, kind):
            self.block = _Block(self._check_first(index, kind, text), indent)
        elif block.kind == "text" and indent == block.indent:
            block.kind = self._check_below_text(index, indent, kind, text)
        self._follow_list(index, indent, text)

    def _report(self, index: int, column: int, message: str, hint: str) -> None:
        span = self.source.span(self.first_line + index, column + 1)
        self.source.report(rules.LOST_MARK, span, message, hint)

    def _is_in_list(self, indent: int) -> bool:
        return bool(self.items) and indent > self.items[0]

    def _is_beside(self, indent: int) -> bool:
        """Tell whether a line is indented below the last list item, but not far enough."""
        return bool(self.items) and 2 <= indent - self.items[-1] < 4

    def _check_heading(self, index: int, indent: int, text: str) -> None:
        if _NO_TEXT.match(text):
            hint = "Write the words of the heading behind the signs, or delete them."
            self._report(index, indent, "This heading has no text", hint)
        elif 0 < indent < 4:
            message = f"Spaces stand before the heading `{shorten(text)}`"
            self._report(index, indent, message, "Begin the line with `#`.")

    def _check_first(self, index: int, kind: Kind, text: str) -> Kind:
        """Return what a block is that begins with this line."""
        if kind == "table":
            self._check_table(index, text)
        elif _TYPED_ITEM.match(text):
            self._report_typed(index, text)
            return "list"
        return kind

    def _check_below_text(self, index: int, indent: int, kind: Kind, text: str) -> Kind:
        """Return what the block is from here on: text, or what was reported."""
        if _ITEM.match(text) and not RULER.match(text):
            message = f"The list that begins with `{shorten(text)}` touches the text above"
            self._report(index, indent, message, "Leave an empty line above the list.")
            return "list"
        if kind == "table" and self._is_ruler(index + 1):
            message = "This table touches the text above"
            self._report(index, indent, message, "Leave an empty line above the table.")
            return "table"
        if _TYPED_ITEM.match(text):
            self._report_typed(index, text)
            return "list"
        return "text"

    def _report_typed(self, index: int, text: str) -> None:
        message = f"`{shorten(text)}` begins with a sign of a word processor, not with a hyphen"
        hint = "Begin each line of a list with a hyphen and a space, and leave an empty line above."
        line = self.masked.visible[index]
        self._report(index, len(line) - len(line.lstrip()), message, hint)

    def _check_table(self, index: int, text: str) -> None:
        below = self.masked.plain[index + 1 : index + 2]
        has_second = bool(below) and below[0].lstrip().startswith("|")
        if text.count("|") > 1 and has_second and not self._is_ruler(index + 1):
            ruler = "|" + " --- |" * (text.strip("|").count("|") + 1)
            hint = f"Write a line `{ruler}` below the first row."
            self._report(index, 0, "This table has no line below its header", hint)

    def _is_ruler(self, index: int) -> bool:
        rows = self.masked.plain[index : index + 1]
        return bool(rows) and "-" in rows[0] and bool(DELIMITER_ROW.match(rows[0]))

    def _follow_list(self, index: int, indent: int, text: str) -> None:
        if not _ANY_ITEM.match(text) or RULER.match(text):
            if indent == 0 and self.block is not None and self.block.kind != "list":
                self.items.clear()
                self.is_told = False
            return
        while self.items and self.items[-1] > indent:
            self.items.pop()
        if self._is_beside(indent):
            message = "This point is meant to stand below the one above, but will stand beside it"
            hint = f"Begin its line with {self.items[-1] + 4} spaces, as all points of its level."
            if not self.is_told:
                self._report(index, indent, message, hint)
            self.is_told = True
        elif not self.items or indent > self.items[-1]:
            self.items.append(indent)


def _begins_anew(block: _Block, indent: int, kind: Kind) -> bool:
    if block.kind in {"heading", "other"} or kind in {"heading", "other"}:
        return True
    # The text of a list item may go on at any column.
    return indent < block.indent and block.kind != "list"


def _kind(text: str) -> Kind:
    if _HEADING.match(text):
        return "heading"
    if _ANY_ITEM.match(text) and not RULER.match(text):
        return "list"
    if text.startswith("|"):
        return "table"
    return "other" if _OTHER.match(text) else "text"


def _check_links(source: Source, masked: Masked, first_line: int) -> None:
    for index, line in enumerate(masked.plain):
        if "](" not in line and "] " not in line:
            continue
        spaced = _SPACED_LINK.search(line)
        columns = [_bad_address(masked.plain, index), spaced.start() if spaced else None]
        column = min((one for one in columns if one is not None), default=0)
        start = line.rfind("[", 0, column)
        if start < 0:
            continue
        message = f"The link `{shorten(line[start:], 40)}` is not understood"
        hint = "Write `[text](page.md)`, without spaces inside the address and before its bracket."
        source.report(rules.LINK, source.span(first_line + index, start + 1), message, hint)


def _bad_address(lines: Sequence[str], index: int) -> int | None:
    """Return the column of the first `](` of a line that no address follows, or None."""
    line = lines[index]
    position = line.find("](")
    while position >= 0:
        # An address may go on in the next line.
        text = f"{line[position + 1 : position + REACH]}\n{''.join(lines[index + 1 : index + 2])}"
        if not DESTINATION.match(text):
            return position
        position = line.find("](", position + 2)
    return None
