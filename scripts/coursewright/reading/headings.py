"""Headings of a page with the anchors their HTML will carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.model import Heading
from coursewright.reading.slugs import Anchors, plain_text, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.reading.masking import Masked
    from coursewright.reading.source import Source

_ATX = re.compile(r"^(#{1,6})(.*)$")
_UNDERLINE = re.compile(r"^(?:(=+)|-+) *$")
_LIST_AT_END = re.compile(r" +\{:? *([^{}\n]*)\} *$")
_LISTED_ID = re.compile(r"(?:^|\s)#([^\s{}\"'=]+)")


def find_headings(masked: Masked) -> Iterator[tuple[int, int, str]]:
    """Yield line index, level and Markdown text of each heading outside of code."""
    plain = masked.plain
    for index, line in enumerate(plain):
        if line.startswith("#"):
            match = _ATX.match(line)
            if match:
                text = masked.visible[index][match.end(1) :].strip()
                yield index, len(match[1]), text
        elif line.startswith(("=", "-")) and index and _UNDERLINE.match(line):
            above = plain[index - 1]
            is_paragraph_start = index == 1 or not plain[index - 2].strip()
            if above.strip() and is_paragraph_start and not above.startswith((" ", "#")):
                level = 1 if line[0] == "=" else 2
                yield index - 1, level, masked.visible[index - 1].strip()


def read_headings(
    source: Source, masked: Masked, first_line: int, title: str, taken: frozenset[str]
) -> tuple[Heading, ...]:
    """Read the headings of a page.

    Args:
        source: the file.
        masked: its text below the front matter.
        first_line: line on which that text starts.
        title: text of the heading that the build puts on top of the page; "" for none.
        taken: ids of the page that are given outside of headings.
    """
    found: list[tuple[int, int, str, str | None]] = []
    for index, level, text in find_headings(masked):
        match = _LIST_AT_END.search(text)
        identifier = _LISTED_ID.search(match[1]) if match else None
        bare = text[: match.start()] if match else text
        bare = re.sub(r"(?<![\\#])#+$", "", bare).rstrip()
        found.append((index, level, bare, identifier[1] if identifier else None))
    anchors = Anchors({*taken, *(given for _, _, _, given in found if given)})
    if title:
        anchors.unique(slugify(plain_text(title)))
    headings = []
    for index, level, bare, given in found:
        text = plain_text(bare)
        anchor = given or anchors.unique(slugify(text))
        headings.append(Heading(level, text, anchor, source.span(first_line + index)))
    return tuple(headings)
