"""Raw HTML tags in Markdown, and the text of a page as one string with its places."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.reading.rules import pages as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.diagnostics import Span
    from coursewright.reading.source import Source

# The longest tag that is looked at, so that a page of `<a` does not cost its square.
_REACH = 2000
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_HTML_ATTRIBUTE = re.compile(
    r"""([A-Za-z_:][\w:.-]*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?"""
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source")
) | {"track", "wbr"}
# HTML lets authors leave out the ends of these.
_OPTIONAL = frozenset(
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"]
)
_END_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)\s*>")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Tag:
    """A raw HTML tag."""

    name: str
    attributes: dict[str, str]
    offset: int
    is_closed: bool
    """Written `<br/>`."""


class Text:
    """The masked and the visible text of a page below its front matter, with its places."""

    def __init__(
        self, source: Source, visible: Sequence[str], plain: Sequence[str], first_line: int
    ) -> None:
        self.source = source
        self.visible = "\n".join(visible)
        self.plain = "\n".join(plain)
        self.first_line = first_line
        self.starts = [0]
        for line in plain:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self._last = 0

    def span(self, offset: int) -> Span:
        """Return the place of a character; offsets mostly come in rising order."""
        if offset < self.starts[self._last]:
            self._last = 0
        while self._last + 1 < len(self.starts) and self.starts[self._last + 1] <= offset:
            self._last += 1
        column = offset - self.starts[self._last] + 1
        return self.source.span(self.first_line + self._last, column)


def read_tags(text: Text) -> tuple[Tag, ...]:
    """Return the raw HTML start tags of a page."""
    tags = []
    position = text.plain.find("<")
    while position >= 0:
        # `[text](<a file.md>)` is an address, not a tag.
        is_address = text.plain.endswith(("](", "]: "), 0, position)
        match = None if is_address else _TAG.match(text.plain, position, position + _REACH)
        if match:
            attributes = {
                part[1].lower(): html.unescape(next((v for v in part.groups()[1:] if v), ""))
                for part in _HTML_ATTRIBUTE.finditer(match[2])
            }
            is_closed = match[2].endswith("/")
            tags.append(Tag(match[1].lower(), attributes, position, is_closed))
        position = text.plain.find("<", match.end() if match else position + 1)
    return tuple(tags)


def check_tags(text: Text) -> None:
    """Report raw HTML tags that are never closed, or nested too deep."""
    if "<" not in text.plain:
        return
    events = [(tag.offset, tag.name, False) for tag in read_tags(text) if not tag.is_closed]
    events += [(match.start(), match[1].lower(), True) for match in _END_TAG.finditer(text.plain)]
    events.sort()
    stack: list[tuple[int, str]] = []
    for offset, name, is_end in events:
        if name in _VOID or name in _OPTIONAL:
            continue
        if not is_end:
            stack.append((offset, name))
            if len(stack) > _DEEPEST:
                message = f"HTML tags nested more than {_DEEPEST} deep"
                text.source.report(rules.TOO_DEEP, text.span(offset), message)
                return
        elif any(name == opened for _, opened in stack):
            while stack:
                opened_at, opened = stack.pop()
                if opened == name:
                    break
                _report_open(text, opened_at, opened)
    for opened_at, opened in stack:
        _report_open(text, opened_at, opened)


def _report_open(text: Text, offset: int, name: str) -> None:
    hint = f"Close it with `</{name}>`. If you mean the sign itself, write `&lt;{name}>`."
    message = f"`<{shorten(name)}>` is never closed"
    text.source.report(rules.TAG_OPEN, text.span(offset), message, hint)
