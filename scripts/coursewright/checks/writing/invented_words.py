"""P09: invented words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.phrases import find_phrases
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="P09",
    severity="error",
    title="Invented word, or somebody else's brand",
    why="Nobody can look it up, and it may be a trade mark.",
    cure="Use a word that is in a dictionary.",
    basis="house rule; WCAG 2.2, 3.1.3",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each phrase of the list `invented_words` on a page."""
    for prose in prose_pages(context):
        for block in prose.blocks:
            for hit in find_phrases(block.text, prose.words["invented_words"]):
                if block.text[: hit.start].endswith(('"', "“")):
                    continue  # spoken about, as a word
                yield RULE.at(context.place(block.span, hit.words), f"“{hit.words}”")
