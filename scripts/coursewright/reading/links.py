"""Links, images and raw HTML references of a page, each with its place.

A bracket stack finds them in one pass; nothing here looks back over what it has seen.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from coursewright.model import Link
from coursewright.reading.html_tags import Text, read_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.diagnostics import Span

_TOKEN = re.compile(r"\\.|!\[|\[|\]|<", re.DOTALL)
# The longest address or title that is looked at; browsers stop near 2000 as well.
REACH = 2000
DESTINATION = re.compile(
    r"""\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\<]|\\.|\([^\s()]*\))*))
        (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r" ?\[([^\[\]]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]]+)\]:[ \t]*(?:<([^<>]*)>|(\S+))?", re.MULTILINE)
_AUTOLINK = re.compile(r"<((?:[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)|(?:[^<>\s@/]+@[^<>\s]+))>")
_LISTED = re.compile(r"\{:?([^{}\n]*)\}")
_DECORATION = re.compile(r"role=[\"']?(?:presentation|none)\b|aria-hidden=[\"']?true\b")
_LISTED_ID = re.compile(r"(?:^|\s)#([^\s{}\"'=]+)")
_ADDRESSES = ("href", "src", "poster", "data", "action", "formaction", "cite", "xlink:href")


def read_links(text: Text) -> tuple[Link, ...]:
    """Return the links and images of a page in the order of their places."""
    definitions = {
        _label(match[1]): match[2] or match[3] or "" for match in _DEFINITION.finditer(text.plain)
    }
    found = [*_markdown_links(text, definitions), *_html_links(text)]
    found.sort(key=lambda link: link.span)
    return tuple(found)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _markdown_links(text: Text, definitions: dict[str, str]) -> Iterator[Link]:
    plain = text.plain
    stack: list[tuple[int, bool]] = []
    position = 0
    while match := _TOKEN.search(plain, position):
        position = match.end()
        sign = match[0]
        if sign[0] == "<":
            autolink = _AUTOLINK.match(plain, match.start(), match.start() + REACH)
            if autolink:
                target = autolink[1] if ":" in autolink[1] else f"mailto:{autolink[1]}"
                span = text.span(match.start())
                yield Link(
                    target, autolink[1], is_image=False, is_html=False, has_alt=False, span=span
                )
                position = autolink.end()
        elif sign in {"[", "!["}:
            stack.append((match.start(), sign == "!["))
        elif sign == "]" and stack:
            start, is_image = stack.pop()
            target, end = _target(text, start, match.start(), definitions, is_image=is_image)
            if target is not None:
                label = text.visible[start + 1 + is_image : match.start()]
                has_alt = is_image and (bool(label.strip()) or _is_decoration(plain, end))
                label = " ".join(label.split())
                yield Link(
                    target=target,
                    text=label,
                    is_image=is_image,
                    is_html=False,
                    has_alt=has_alt,
                    span=text.span(start),
                )
                position = end


def _target(
    text: Text, start: int, end: int, definitions: dict[str, str], *, is_image: bool
) -> tuple[str | None, int]:
    """Return the address behind `[…]` (None: it is no link) and where the link ends."""
    plain = text.plain
    after = end + 1
    if plain.startswith("(", after):
        match = DESTINATION.match(plain, after, after + REACH)
        if match:
            raw = match[1] if match[1] is not None else match[2]
            return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", raw)), match.end()
    if plain.startswith(":", after) and plain.rfind("\n", 0, start) >= start - 4:
        return None, after  # A definition.
    own = _label(text.visible[start + 1 + is_image : end])
    match = _REFERENCE.match(plain, after, after + REACH)
    if match:
        label = _label(match[1]) or own
        # `[text][missing]` is reported as a link to nowhere rather than lost.
        known = definitions.get(label)
        if known is not None or (match[1].strip() and match[0][0] == "["):
            return known or "", match.end()
    return definitions.get(own), after


def _is_decoration(plain: str, position: int) -> bool:
    match = _LISTED.match(plain, position, position + REACH)
    return bool(match and _DECORATION.search(match[1]))


def _html_links(text: Text) -> Iterator[Link]:
    for tag in read_tags(text):
        attributes = tag.attributes
        is_image = tag.name in {"img", "image"} or (
            tag.name == "input" and attributes.get("type") == "image"
        )
        has_alt = is_image and ("alt" in attributes or attributes.get("aria-hidden") == "true")
        span = text.span(tag.offset)
        for name in _ADDRESSES:
            if name in attributes:
                alt = attributes.get("alt", "")
                yield Link(
                    attributes[name], alt, is_image, is_html=True, has_alt=has_alt, span=span
                )
        for candidate in attributes.get("srcset", "").split(","):
            if candidate.split():
                target = candidate.split()[0]
                alt = attributes.get("alt", "")
                yield Link(target, alt, is_image, is_html=True, has_alt=has_alt, span=span)


def read_anchors(text: Text, skipped: frozenset[int]) -> tuple[tuple[str, Span], ...]:
    """Return the ids of raw HTML and of attribute lists outside headings and recall lines.

    Args:
        text: the page.
        skipped: numbers of the lines whose attribute lists do not count.
    """
    found: list[tuple[str, Span]] = []
    for tag in read_tags(text):
        names = ("id", "name") if tag.name == "a" else ("id",)
        anchors = dict.fromkeys(tag.attributes[name] for name in names if name in tag.attributes)
        found += [(anchor, text.span(tag.offset)) for anchor in anchors if anchor]
    for match in _LISTED.finditer(text.plain):
        span = text.span(match.start())
        if span.line in skipped:
            continue
        found += [(named[1], span) for named in _LISTED_ID.finditer(match[1])]
    found.sort(key=lambda entry: entry[1])
    return tuple(found)
