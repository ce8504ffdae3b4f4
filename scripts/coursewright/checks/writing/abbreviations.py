"""P08: abbreviations that are not explained."""

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
    code="P08",
    severity="error",
    title="Abbreviation that is not explained",
    why="Who does not know it stops reading here.",
    cure="At its first use on the page write the long form first: “customer experience (CX)”.",
    basis="WCAG 2.2, 3.1.4 Abbreviations (AAA)",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for the first use of a listed abbreviation without its long form."""
    for prose in prose_pages(context):
        seen: set[str] = set()
        for block in prose.blocks:
            for hit in find_phrases(block.text, prose.words["abbreviations"]):
                name = hit.words.casefold()
                before, after = block.text[: hit.start], block.text[hit.start + len(name) :]
                is_told = before.endswith("(") or after.startswith(" (")
                if name not in seen and not is_told and hit.words.isupper():
                    yield RULE.at(context.place(block.span, hit.words), f"“{hit.words}”")
                seen.add(name)
