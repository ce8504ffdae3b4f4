"""Divides a bank into its intro and its items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.model import Item, Markdown
from coursewright.reading.html_tags import Text, check_tags
from coursewright.reading.masking import Masked, mask
from coursewright.reading.quiz_grammar.assemble import read_item
from coursewright.reading.quiz_grammar.blanks import find_gaps
from coursewright.reading.quiz_grammar.blocks import Line, is_box
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.reading.source import Source

_HEADING = re.compile(r"^( {0,3})(#{1,6})(?=\s|$|[^\s#])(\s*)")
_LOOKS_LIKE_ITEM = re.compile(r" \{:? *#[^{}]*\} *$")
_UNDERLINE = re.compile(r"^(?:={2,}|-{2,}) *$")
_LEADING_TABS = re.compile(r"^[ \t]*\t")


@dataclass(frozen=True, slots=True)
class Sections:
    """A file's text, divided at its headings of level 2."""

    intro: Markdown | None
    """The text before the first heading."""
    parts: tuple[Sequence[Line], ...]
    """Each heading with the lines below it."""
    fenced: frozenset[int]
    """Numbers of the lines that belong to code blocks."""


def read_items(
    source: Source, bank: str, first_line: int
) -> tuple[Markdown | None, tuple[Item, ...]]:
    """Read everything below a bank's front matter.

    Args:
        source: the file.
        bank: id of the bank.
        first_line: line on which the text below the front matter starts.

    Returns:
        The text before the first item, and the items that could be understood.
    """
    sections = read_sections(source, first_line)
    items: list[Item] = []
    taken: dict[str, int] = {}
    for part in sections.parts:
        item = read_item(source, bank, part, sections.fenced)
        if item is None:
            continue
        names = {item.id, item.written_id, *item.aliases} - {""}
        twice = sorted(names & taken.keys())
        if twice:
            message = f"Item id `{twice[0]}` is already on line {taken[twice[0]]}"
            source.report(rules.TWICE, item.span, message)
        else:
            items.append(item)
            taken |= dict.fromkeys(names, item.span.line)
    if not sections.parts:
        source.report(rules.NO_ITEMS, first_line, f"Bank `{bank}` has no items")
    return sections.intro, tuple(items)


def read_sections(source: Source, first_line: int) -> Sections:
    """Divide a file's text at its headings of level 2, and report what breaks every section.

    Args:
        source: the file.
        first_line: line on which the text below the front matter starts.
    """
    raw = [_expand(line) for line in source.lines[first_line - 1 :]]
    masked = mask(raw)
    _report_open(source, masked, first_line)
    check_tags(Text(source, masked.visible, masked.plain, first_line))
    lines = [
        _line(first_line + index, *views)
        for index, views in enumerate(zip(raw, masked.visible, masked.plain, strict=True))
    ]
    starts = _item_starts(source, lines)
    ends = [*starts[1:], len(lines)] if starts else []
    return Sections(
        intro=_read_intro(source, lines[: starts[0]] if starts else lines),
        parts=tuple(lines[start:end] for start, end in zip(starts, ends, strict=True)),
        fenced=frozenset(first_line + index for index in masked.in_fence),
    )


def _expand(line: str) -> str:
    match = _LEADING_TABS.match(line)
    return match[0].expandtabs(4) + line[match.end() :] if match else line


def _line(number: int, raw: str, visible: str, plain: str) -> Line:
    """Return a line; where it began with a comment, the blanks must not make it code."""
    added = (len(visible) - len(visible.lstrip())) - (len(raw) - len(raw.lstrip()))
    if added > 0 and visible.strip():
        indent = len(raw) - len(raw.lstrip())
        visible = visible[:indent] + visible[indent + added :]
        plain = plain[:indent] + plain[indent + added :]
    return Line(number, visible, plain)


def _report_open(source: Source, masked: Masked, first_line: int) -> None:
    if masked.open_fence is not None:
        message = "The code block that starts here has no end"
        source.report(rules.UNCLOSED, first_line + masked.open_fence, message)
    if masked.open_comment is not None:
        line, column = masked.open_comment
        span = source.span(first_line + line, column + 1)
        source.report(rules.UNCLOSED, span, "The comment that starts here has no end")


def _item_starts(source: Source, lines: Sequence[Line]) -> list[int]:
    starts: list[int] = []
    for index, line in enumerate(lines):
        if line.plain.startswith(("=", "-")) and _UNDERLINE.match(line.plain):
            if index and lines[index - 1].plain.strip():
                text = shorten(lines[index - 1].text)
                message = f"`{text}` is underlined, which makes it a heading"
                source.report(rules.HEADING, line.number, message)
            continue
        if "#" not in line.plain[:10]:
            continue
        match = _HEADING.match(line.plain)
        if match is None:
            continue
        if match[2] == "##" and not match[1] and match[3]:
            starts.append(index)
        elif match[3] and not match[1]:
            message = f"`{shorten(line.text)}` is a heading of level {len(match[2])}"
            source.report(rules.HEADING, line.number, message)
            if _LOOKS_LIKE_ITEM.search(line.plain):
                starts.append(index)  # an item all the same, which ends the one before it
        elif match[2] == "##":
            message = f"`{shorten(line.text)}` is not understood as an item"
            source.report(rules.INDENTED_HEADING, line.number, message)
            starts.append(index)
    return starts


def _read_intro(source: Source, lines: Sequence[Line]) -> Markdown | None:
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    if not filled:
        return None
    for line in lines:
        if is_box(line.plain) or find_gaps(line.text, line.plain):
            message = f"`{shorten(line.text)}` stands before the first item"
            source.report(rules.BEFORE_FIRST, line.number, message)
            break
    first, last = filled[0], filled[-1]
    text = "\n".join(line.text.rstrip() for line in lines[first : last + 1])
    return Markdown(text, source.span(lines[first].number))
