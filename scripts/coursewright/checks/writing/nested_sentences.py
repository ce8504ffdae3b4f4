"""P05: sentences with many commas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.readability import sentences
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="P05",
    severity="info",
    title="Sentence with many parts",
    why="Each comma opens a thought that must be kept in mind until it closes.",
    cure="Make a list of it, or two sentences.",
    basis="W3C COGA, objective 3",
)
RULES = (RULE,)


MOST: Final = 4


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each sentence with more than four commas."""
    for prose in prose_pages(context):
        for block in prose.running:
            for sentence in sentences(block.text):
                if sentence.count(",") > MOST:
                    yield RULE.at(block.span, f"{sentence.count(',')} commas: “{sentence[:60]}…”")
