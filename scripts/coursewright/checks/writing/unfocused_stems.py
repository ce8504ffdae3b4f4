"""Q14: stems that ask nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q14",
    severity="warning",
    title="Stem without a clear question",
    why="People should know what is asked before they read the options.",
    cure=(
        "Ask a whole question, or begin the sentence that the options end. Close with "
        "`?`, `:` or `…`."
    ),
    basis="Haladyna, Downing & Rodriguez 2002, guideline 15",
)
RULES = (RULE,)


FEWEST: Final = 5
ENDS: Final = ("?", ":", ".", "…", "!", "”", "»", '"')


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each scored stem of fewer than five words, or without an end."""
    for item in context.authored_items:
        stem = plain(item.stem.text)
        if not item.is_scored:
            continue
        number = word_count(stem) + (word_count(plain(item.body.text)) if item.body else 0)
        if number < FEWEST:
            yield RULE.at(item.stem.span, f"`{item.id}` has a stem of {number} words")
        elif not stem.endswith(ENDS):
            yield RULE.at(item.stem.span, f"The stem of `{item.id}` has no end: “… {stem[-20:]}”")
