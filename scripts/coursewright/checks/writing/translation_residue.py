"""P10: residue of machine translation."""

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
    code="P10",
    severity="error",
    title="Left over from a machine translation",
    why="The word exists, and means something else here. Learners then learn the wrong thing.",
    cure="Use the term of the glossary.",
    basis="house rule",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each phrase of the list `residue` on a page."""
    for prose in prose_pages(context):
        for block in prose.blocks:
            for hit in find_phrases(block.text, prose.words["residue"]):
                yield RULE.at(context.place(block.span, hit.words), f"“{hit.words}”")
