"""Markdown pages: headings, links, checks, recall material and the syntax around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.model import PageSource
from coursewright.reading.directives import read_checks, report_outside_lesson
from coursewright.reading.headings import read_headings
from coursewright.reading.html_tags import Text
from coursewright.reading.limits import check_limits
from coursewright.reading.links import read_anchors, read_links
from coursewright.reading.masking import Masked, mask
from coursewright.reading.page_syntax import check_syntax
from coursewright.reading.quiz_grammar.blocks import Line
from coursewright.reading.recall import Place, find_recall_lines, read_recalls
from coursewright.reading.rules import course as course_rules
from coursewright.reading.rules import pages as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.diagnostics import Span
    from coursewright.model import Heading, Recall
    from coursewright.reading.source import Source


@dataclass(frozen=True, slots=True)
class PageKind:
    """What a page may hold."""

    label: str
    """`lesson`, `module` or `page`."""
    title: str = ""
    """The heading that the build puts on top; "" where the author writes it."""
    place: Place | None = None
    """Set for lessons only."""


def read_page(source: Source, first_line: int, kind: PageKind) -> PageSource:
    """Read a page's text below its front matter.

    Args:
        source: the file.
        first_line: line on which the text starts.
        kind: what the page may hold.
    """
    raw = source.lines[first_line - 1 :]
    body = "\n".join(raw) + ("\n" if raw else "")
    is_missing = not body.strip() and first_line <= len(source.lines) + 1
    if is_missing and kind.label != "module":
        source.report(course_rules.EMPTY_PAGE, first_line, f"This {kind.label} has no text")
    if not check_limits(source, raw, first_line):
        return PageSource(source.path, "", first_line, (), (), (), (), ())
    masked = mask(raw)
    _report_open(source, masked, first_line)
    check_syntax(source, masked, first_line)
    recall_lines = frozenset(first_line + index for index in find_recall_lines(masked.plain))
    text = Text(source, masked.visible, masked.plain, first_line)
    anchors = _read_anchors(text, masked, recall_lines)
    taken = frozenset(anchor for anchor, _ in anchors)
    headings = read_headings(source, masked, first_line, kind.title, taken)
    _report_titles(source, headings, kind)
    checks = read_checks(source, masked, first_line)
    recalls: tuple[Recall, ...] = ()
    if kind.place is None:
        report_outside_lesson(source, (check.line for check in checks), "A check")
        report_outside_lesson(source, sorted(recall_lines), "Recall material")
    elif recall_lines:
        fenced = frozenset(first_line + index for index in masked.in_fence)
        recalls = read_recalls(source, _lines(masked, first_line), fenced, kind.place)
    links = read_links(text)
    return PageSource(source.path, body, first_line, headings, links, checks, recalls, anchors)


def _read_anchors(
    text: Text, masked: Masked, recall_lines: frozenset[int]
) -> tuple[tuple[str, Span], ...]:
    headings = (index for index, line in enumerate(masked.plain) if line.startswith("#"))
    skipped = recall_lines.union(text.first_line + index for index in headings)
    return read_anchors(text, skipped)


def _lines(masked: Masked, first_line: int) -> list[Line]:
    pairs = zip(masked.visible, masked.plain, strict=True)
    return [Line(first_line + index, *pair) for index, pair in enumerate(pairs)]


def _report_titles(source: Source, headings: Sequence[Heading], kind: PageKind) -> None:
    for heading in headings:
        if heading.level == 1 and kind.title:
            message = f"`# {shorten(heading.text)}` is a second title"
            source.report(rules.TITLE_HEADING, heading.span, message)


def _report_open(source: Source, masked: Masked, first_line: int) -> None:
    if masked.open_fence is not None:
        message = "The code block that starts here has no end"
        source.report(rules.FENCE, first_line + masked.open_fence, message)
    if masked.open_comment is not None:
        line, column = masked.open_comment
        span = source.span(first_line + line, column + 1)
        source.report(rules.COMMENT, span, "The comment that starts here has no end")
