"""The prose of Markdown: what a reader reads, without marks, in blocks with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from coursewright.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import PageSource

BlockKind = Literal["heading", "paragraph", "item", "quote", "title", "cell"]

_FENCE: Final = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*)")
_ITEM: Final = re.compile(r"(?:[-*+:]|\d{1,3}[.)])\s+(.*)")
_ADMONITION: Final = re.compile(r"(?:!!!|\?\?\?\+?)\s+([\w-]+)(?:[^\"]*\"(.*)\")?")
_MARKS: Final = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"\[\[.*?\]\]"), "…"),
    (re.compile(r"\{[:#.\s][^}]*\}"), ""),
    (re.compile(r"<[^<>]+>"), ""),
    (re.compile(r"(\*{1,3}|_{2,3}|`+|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
)

MARKED_LANGUAGE: Final = re.compile(
    r"<(?P<name>\w+)[^<>]*\blang=[^<>]*>.*?</(?P=name)>"
    r"|(?P<mark>\*{1,2}|_{1,2})[^*_\n]+(?P=mark)\{[^}\n]*\blang=[^}\n]*\}",
    re.DOTALL,
)
"""Words that say which language they are in."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item … of a page."""

    kind: BlockKind
    text: str
    """Without marks of Markdown, on one line."""
    span: Span
    """Place of its first line."""
    level: int = 0
    """Of a heading: 1 to 6."""
    box: str = ""
    """The kind of the box (`example`, `tip` …) it stands in; "" outside of boxes."""


@lru_cache(maxsize=16384)
def plain(markdown: str) -> str:
    """Return Markdown as a reader hears it: no marks, addresses or attribute lists, one line."""
    text = markdown
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


def page_blocks(page: PageSource) -> tuple[Block, ...]:
    """Return the prose of a page in reading order, without code, directives, attribute lists."""
    return _blocks(page.path, page.first_line, page.body)


@lru_cache(maxsize=512)
def _blocks(path: str, first_line: int, body: str) -> tuple[Block, ...]:
    """Walk through a page once; many rules read the same."""
    return tuple(_Walker(path, first_line, body).blocks())


class _Walker:
    """Goes through a page's lines and joins those of a block."""

    def __init__(self, path: str, first_line: int, body: str) -> None:
        self.path = path
        self.first_line = first_line
        self.lines = body.split("\n")
        self.open: tuple[BlockKind, int, list[str]] | None = None
        self.box = ""

    def blocks(self) -> Iterator[Block]:
        fence = ""
        for index, raw in enumerate(self.lines):
            if match := _FENCE.match(raw):
                yield from self._close()
                fence = "" if fence and match[1].startswith(fence) else fence or match[1]
                continue
            if not fence:
                yield from self._line(index, raw)
        yield from self._close()

    def _line(self, index: int, raw: str) -> Iterator[Block]:
        text = raw.strip()
        if text and not raw.startswith((" ", "\t")):
            self.box = ""
        if not text or text.startswith((":::", "{:", "<!--")) or re.fullmatch(r"[-*_]{3,}", text):
            yield from self._close()
        elif match := _ADMONITION.match(text):
            yield from self._close()
            self.box = match[1]
            if match[2]:
                yield self._block("title", index, match[2])
        elif match := _HEADING.match(text):
            yield from self._close()
            yield self._block("heading", index, match[2], len(match[1]))
        elif text.startswith("|"):
            yield from self._close()
            yield from self._cells(index, text)
        elif match := _ITEM.match(text):
            yield from self._close()
            self.open = ("item", index, [match[1]])
        elif text.startswith(">") or (self.open and self.open[0] == "quote"):
            yield from self._quote(index, text)
        elif self.open:
            self.open[2].append(text)
        else:
            self.open = ("paragraph", index, [text])

    def _quote(self, index: int, text: str) -> Iterator[Block]:
        if self.open and self.open[0] != "quote":
            yield from self._close()
        if self.open is None:
            self.open = ("quote", index, [])
        self.open[2].append(text.lstrip("> "))

    def _cells(self, index: int, text: str) -> Iterator[Block]:
        if re.fullmatch(r"[|:\-\s]+", text):
            return
        for cell in text.strip("|").split("|"):
            if cell.strip():
                yield self._block("cell", index, cell)

    def _close(self) -> Iterator[Block]:
        if self.open:
            kind, index, parts = self.open
            self.open = None
            yield self._block(kind, index, "\n".join(parts))

    def _block(self, kind: BlockKind, index: int, text: str, level: int = 0) -> Block:
        place = Span(self.path, self.first_line + index)
        return Block(kind, plain(text), place, level, self.box)
