"""Raw HTML and attribute lists in an author's text, found the way a lenient browser would.

This is a scanner, not a parser: it reports every stretch that some reading of the text turns
into an element or an attribute. A tag ends at `>` or at the next `<`, so that every character is
looked at once, whatever the input.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.code_spans import mask_code

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>\"'=<]{0,80})")
ATTRIBUTE: Final = re.compile(
    r"""[\s/"'=]*(?P<name>[^\s"'<>/=]{1,80})(?:\s{0,20}=\s{0,20}"""
    r"""(?P<value>"[^"]{0,3000}"|'[^']{0,3000}'|[^\s"'>]{0,3000}))?"""
)
# `{: …}` and `{ … }` up to the end of the line: a brace inside a quoted value does not end it.
LIST: Final = re.compile(r"\{:?(?P<inside>[^\n]+)")
LIST_ATTRIBUTE: Final = re.compile(
    r"""(?:^|[\s"'{])(?P<name>[a-zA-Z_:@][\w:.@-]{0,60})="""
    r"""(?P<value>"[^"\n]{0,1000}"?|'[^'\n]{0,1000}'?|[^\s}"']{0,1000})"""
)
ALLOWED_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
SCHEME: Final = re.compile(r"^([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
# Browsers drop blanks and control characters from the start and the middle of a scheme.
IGNORED_IN_SCHEME: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\ufeff]")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an element or of an attribute list."""

    name: str
    """In lower case."""
    value: str
    """Entities resolved, quotes removed."""
    offset: int
    element: str | None
    """The element's name in lower case; None in an attribute list."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag."""

    name: str
    """In lower case."""
    offset: int
    is_closing: bool
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class Markup:
    """What was found in one text."""

    code_free: str
    """The text with code blanked out; offsets are those of the text."""
    tags: tuple[Tag, ...]
    lists: tuple[Attribute, ...]
    """Attributes of attribute lists."""

    def attributes(self) -> Iterator[Attribute]:
        """Yield every attribute, of elements and of attribute lists."""
        for tag in self.tags:
            yield from tag.attributes
        yield from self.lists


def scan_markup(text: str) -> Markup:
    """Return the tags and attributes that may come to life when the text is published."""
    if "<" not in text and "{" not in text:
        return Markup(mask_code(text) if "`" in text or "~~~" in text else text, (), ())
    masked = mask_code(text)
    return Markup(masked, tuple(_tags(masked)), tuple(_list_attributes(masked)))


def url_scheme(url: str) -> str | None:
    """Return the scheme that a browser sees in a URL, in lower case; None for a relative one.

    Entities (also doubly written ones), blanks and control characters are resolved first.
    """
    plain = IGNORED_IN_SCHEME.sub("", html.unescape(html.unescape(url[:500])))
    match = SCHEME.match(plain)
    return match[1].lower() if match else None


def is_third_party(url: str) -> bool:
    """Tell whether loading a URL would ask another server."""
    plain = IGNORED_IN_SCHEME.sub("", html.unescape(url[:500])).replace("\\", "/")
    return plain.startswith("//") or url_scheme(plain) in {"http", "https", "ftp", "ws", "wss"}


def _tags(text: str) -> Iterator[Tag]:
    for match in TAG.finditer(text):
        name = match["name"].lower()
        attributes: tuple[Attribute, ...] = ()
        if not match["close"]:
            attributes = tuple(_attributes(text, match.end(), name))
        yield Tag(name, match.start(), bool(match["close"]), attributes)


def _attributes(text: str, start: int, element: str) -> Iterator[Attribute]:
    """Yield the attributes of a tag, which ends at `>`; one never closed, at the next tag."""
    position = start
    while match := ATTRIBUTE.match(text, position):
        yield Attribute(match["name"].lower(), _plain(match["value"]), match.start("name"), element)
        position = match.end()


def _list_attributes(text: str) -> Iterator[Attribute]:
    for match in LIST.finditer(text):
        for found in LIST_ATTRIBUTE.finditer(match["inside"]):
            offset = match.start("inside") + found.start("name")
            yield Attribute(found["name"].lower(), _plain(found["value"]), offset, None)


def _plain(value: str | None) -> str:
    return html.unescape((value or "").strip("\"'"))
