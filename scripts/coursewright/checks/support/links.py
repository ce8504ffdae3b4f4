"""Where the links of pages and banks lead."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from coursewright.checks.support.markup import url_scheme
from coursewright.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.markup import Markup, Tag
    from coursewright.checks.support.texts import AuthorText

ABSOLUTE: Final = re.compile(r"^(?:[/\\]|[a-zA-Z]:[/\\])")
PUBLISHED_SUFFIXES: Final = frozenset(
    [
        ".md",
        ".svg",
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".gif",
        ".avif",
        ".mp4",
        ".webm",
        ".mp3",
        ".vtt",
        ".pdf",
    ]
)
INLINE_LINK: Final = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\[\]]{0,500})\]\(\s{0,20}<?(?P<target>[^\s()<>]{0,500})"
)


@dataclass(frozen=True, slots=True)
class LocalLink:
    """A relative link, resolved against the file it stands in."""

    source: str
    """Path of the file with the link."""
    link: Link
    path: str
    """Path in the course; the file's own path for a bare `#anchor`."""
    anchor: str | None

    @property
    def is_outside(self) -> bool:
        """True when the path climbs out of the course folder."""
        return self.path == ".." or self.path.startswith("../")

    @property
    def suffix(self) -> str:
        """The file's suffix in lower case, with its dot."""
        return posixpath.splitext(self.path)[1].lower()

    @property
    def is_publishable(self) -> bool:
        """True for the file types that the site takes over."""
        return self.suffix in PUBLISHED_SUFFIXES

    def written(self, path: str) -> str:
        """Return how a path of the course is written in this link's file."""
        return posixpath.relpath(path, posixpath.dirname(self.source) or ".")


def find_links(context: CheckContext) -> Iterator[tuple[str, Link]]:
    """Yield every link and image with the path of its file: pages first, then banks."""
    for page in context.page_sources:
        for link in page.links:
            yield page.path, link
    banks = {quiz.path for quiz in context.course.quizzes}
    banks |= {scenario.path for scenario in context.course.scenarios}
    banks |= {instrument.path for instrument in context.course.instruments}
    for text, markup in context.scanned:
        if text.span.path in banks and not text.is_value:
            for link in _links_of(text, markup):
                yield text.span.path, link


def find_local_links(context: CheckContext) -> Iterator[LocalLink]:
    """Yield every relative link and image; addresses with a scheme are left out."""
    for source, link in context.links:
        target = plain_target(link)
        if target and url_scheme(target) is None and not ABSOLUTE.match(target):
            yield _resolve(source, link, target)


def plain_target(link: Link) -> str:
    """Return a link's target as a browser reads it."""
    return html.unescape(link.target).strip().strip("<>")


def _resolve(source: str, link: Link, target: str) -> LocalLink:
    address, _, anchor = target.partition("#")
    path = unquote(address.partition("?")[0])
    if not path:
        return LocalLink(source, link, source, unquote(anchor) or None)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return LocalLink(source, link, joined, unquote(anchor) or None)


def _links_of(text: AuthorText, markup: Markup) -> Iterator[Link]:
    """Yield the links of a bank's text; pages come with theirs."""
    for match in INLINE_LINK.finditer(markup.code_free):
        is_image = bool(match["image"])
        has_alt = bool(match["text"].strip())
        place = text.place(match.start())
        yield Link(match["target"], match["text"], is_image, False, has_alt, place)  # noqa: FBT003
    for tag in markup.tags:
        yield from _link_of_tag(text, tag)


def _link_of_tag(text: AuthorText, tag: Tag) -> Iterator[Link]:
    values = {attribute.name: attribute.value for attribute in tag.attributes}
    target = values.get("src" if tag.name == "img" else "href")
    if tag.name in {"a", "img"} and target is not None:
        yield Link(
            target=target,
            text=values.get("alt") or values.get("title") or "link",
            is_image=tag.name == "img",
            is_html=True,
            has_alt="alt" in values,
            span=text.place(tag.offset),
        )
