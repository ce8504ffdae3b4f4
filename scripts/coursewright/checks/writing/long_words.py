"""P03: pages with many long words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.wording import words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="P03",
    severity="info",
    title="Many long words",
    why="Long words are slow to read, above all in a second language.",
    cure=(
        "Take a shorter word, or say it with a verb: “we decide” instead of “our determination”."
    ),
    basis="W3C COGA, objective 3; Björnsson 1968: long words",
)
RULES = (RULE,)


LETTERS: Final = 12
LIMITS: Final = {"en": 0.04, "de": 0.09, "fr": 0.05, "it": 0.06, "ro": 0.05}
"""Share of words with more than twelve letters that a language bears."""
FEWEST: Final = 100
"""Words of a page from which on a share says something."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each page with more long words than its language bears."""
    for prose in prose_pages(context):
        limit = LIMITS.get(prose.language)
        words = [word for block in prose.running for word in words_in(block.text)]
        if limit is None or len(words) < FEWEST:
            continue
        long = [word for word in words if len(word) > LETTERS]
        if len(long) > limit * len(words):
            shown = ", ".join(sorted(set(long), key=lambda word: (-len(word), word))[:3])
            message = f"{len(long)} of {len(words)} words are long, such as {shown}"
            yield RULE.at(prose.running[0].span, message)
