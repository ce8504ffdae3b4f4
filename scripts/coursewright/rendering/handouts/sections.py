"""Parts of a lesson's text that handouts take over: summary, boxes, pictures, recall material."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Span
from coursewright.model import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Heading, PageSource

SUMMARIES: Final = frozenset(
    {"in short", "kurz gesagt", "en bref", "in breve", "pe scurt", "auf einen blick"}
)
_BOX: Final = re.compile(r'^(?:!!!|\?\?\?\+?)\s+(?P<kind>[\w-]+)(?:\s+"(?P<title>[^"]*)")?\s*$')
_FENCE: Final = re.compile(r"^\s*(?:```|~~~)")


def summary(page: PageSource) -> Markdown | None:
    """Return the text under “In short”, or None where the page has no such heading."""
    for heading in page.headings:
        if heading.level == 2 and heading.text.casefold() in SUMMARIES:
            lines = page.body.split("\n")
            end = _next_line(page, heading) - page.first_line
            start = heading.span.line - page.first_line + 1
            text = "\n".join(lines[start:end]).strip()
            return Markdown(text, Span(page.path, heading.span.line)) if text else None
    return None


def topics(page: PageSource) -> tuple[Heading, ...]:
    """Return the headings that name what a page is about."""
    return tuple(
        heading
        for heading in page.headings
        if heading.level in {2, 3} and heading.text.casefold() not in SUMMARIES
    )


def boxes(page: PageSource, kind: str) -> tuple[tuple[str, Markdown], ...]:
    """Return title and text of a page's boxes of one kind (`example`, `tip`), in order."""
    return tuple(_boxes(page, kind))


def pictures(page: PageSource) -> tuple[Markdown, ...]:
    """Return a page's pictures, each as Markdown of its own line."""
    lines = page.body.split("\n")
    found = dict.fromkeys(
        link.span.line for link in page.links if link.is_image and not link.is_html and link.text
    )
    return tuple(
        Markdown(lines[line - page.first_line].strip(), Span(page.path, line)) for line in found
    )


def recall_blocks(page: PageSource) -> tuple[Markdown, ...]:
    """Return a page's lists and tables of recall material, without their attribute line."""
    lines = page.body.split("\n")
    return tuple(
        Markdown(
            textwrap.dedent(
                "\n".join(
                    lines[
                        recall.first_line + 1 - page.first_line : recall.last_line
                        + 1
                        - page.first_line
                    ]
                )
            ).strip("\n"),
            Span(page.path, recall.first_line),
        )
        for recall in page.recalls
    )


def _boxes(page: PageSource, kind: str) -> Iterator[tuple[str, Markdown]]:
    lines = page.body.split("\n")
    is_code = False
    for index, line in enumerate(lines):
        if _FENCE.match(line):
            is_code = not is_code
        found = None if is_code else _BOX.match(line)
        if found is None or found["kind"] != kind:
            continue
        end = index + 1
        while end < len(lines) and (not lines[end].strip() or lines[end].startswith("    ")):
            end += 1
        text = textwrap.dedent("\n".join(lines[index + 1 : end])).strip("\n")
        title = found["title"] if found["title"] is not None else kind.capitalize()
        yield title, Markdown(text, Span(page.path, page.first_line + index + 1))


def _next_line(page: PageSource, heading: Heading) -> int:
    """Return the line of the next heading of the same or a higher level, or the end."""
    later = (
        other.span.line
        for other in page.headings
        if other.span.line > heading.span.line and other.level <= heading.level
    )
    return min(later, default=page.first_line + len(page.body.split("\n")))


def summary_title(page: PageSource) -> str:
    """Return the author's own heading of the summary."""
    return next(
        (heading.text for heading in page.headings if heading.text.casefold() in SUMMARIES), ""
    )
