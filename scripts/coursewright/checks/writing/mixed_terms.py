"""P11: two words for one thing."""

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
    code="P11",
    severity="warning",
    title="Two words for one thing on one page",
    why="Readers look for the difference that two words promise.",
    cure="Use the word of the glossary everywhere.",
    basis="W3C COGA, objective 3",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for the first use of a second word where a page has the first one, too."""
    for prose in prose_pages(context):
        for entry in prose.words["variants"]:
            usual, _, other = (part.strip() for part in entry.partition("|"))
            both = [
                next(
                    (
                        (block, hit)
                        for block in prose.running
                        for hit in find_phrases(block.text, (f"{word}*",))
                    ),
                    None,
                )
                for word in (usual, other)
            ]
            if both[0] and both[1]:
                block, hit = both[1]
                message = f"“{hit.words}” beside “{usual}”"
                yield RULE.at(context.place(block.span, hit.words), message)
