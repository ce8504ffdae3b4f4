"""P01: pages that are hard to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.readability import LIMITS, is_hard, reading_ease, sentences
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="P01",
    severity="warning",
    title="The page is hard to read",
    why="Many people learn in their second language, at a counter, between two customers.",
    cure=(
        "Cut long sentences in two, and use shorter words. Begin with the sentences named above."
    ),
    basis="WCAG 2.2, 3.1.5 Reading Level (AAA); Flesch, Amstad, Kandel-Moles, Gulpease, LIX",
)
RULES = (RULE,)


FEWEST: Final = 100
"""Words; an index of fewer says little."""
SHOWN: Final = 3


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each page whose index is beyond the bound of its language."""
    for prose in prose_pages(context):
        texts = [block.text for block in prose.running]
        every = [sentence for text in texts for sentence in sentences(text)]
        if prose.language not in LIMITS or sum(map(word_count, texts)) < FEWEST:
            continue
        # Each block ends a sentence, also where it has no full stop.
        index = reading_ease("\n".join(f"{one.rstrip('.')}." for one in every), prose.language)
        if index is None or not is_hard(index, prose.language):
            continue
        limits = LIMITS[prose.language]
        sign = "at least" if limits.is_higher_easier else "at most"
        worst = sorted(every, key=word_count, reverse=True)[:SHOWN]
        message = f"{limits.index} {index:.0f}; {sign} {limits.bound:.0f} is plain. The longest: "
        message += " · ".join(f"“{one[:90]}”" for one in worst)
        yield RULE.at(Span(prose.page.path), message)
