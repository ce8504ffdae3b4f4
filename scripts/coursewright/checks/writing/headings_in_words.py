"""L09: long headings, and headings with a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Fix, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L09",
    severity="warning",
    title="Heading that is too long, or ends in a colon",
    why="Headings are a map. Who uses a screen reader hears them in a list.",
    cure="Say it in ten words or fewer, without a colon at the end.",
    basis="WCAG 2.2, 2.4.6 Headings and Labels",
)
RULES = (RULE,)


MOST: Final = 10


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each heading of more than ten words, or with a colon at its end."""
    for prose in prose_pages(context):
        for block in prose.blocks:
            if block.kind != "heading":
                continue
            if word_count(block.text) > MOST:
                yield RULE.at(block.span, f"{word_count(block.text)} words: “{block.text}”")
            if block.text.endswith(":"):
                yield RULE.at(block.span, f"“{block.text}”", None, _fix(context, block.span))


def _fix(context: CheckContext, span: Span) -> Fix | None:
    lines = context.sources.get(span.path, ())
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    text = line.rstrip()
    return Fix(Span(span.path, span.line, len(text)), ":", "") if text.endswith(":") else None
