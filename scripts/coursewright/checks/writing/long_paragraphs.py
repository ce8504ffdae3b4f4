"""L10: paragraphs that are too long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L10",
    severity="warning",
    title="Paragraph too long",
    why="A wall of text is skipped.",
    cure="Break it after a thought, or make a list: up to 80 words in one paragraph.",
    basis="W3C COGA, objective 3",
)
RULES = (RULE,)


MOST: Final = 80


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each paragraph of more than 80 words."""
    for prose in prose_pages(context):
        for block in prose.blocks:
            if block.kind == "paragraph" and word_count(block.text) > MOST:
                message = f"{word_count(block.text)} words: “{block.text[:50]}…”"
                yield RULE.at(block.span, message)
