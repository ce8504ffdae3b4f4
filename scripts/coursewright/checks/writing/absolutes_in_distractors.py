"""Q09: absolute words that give distractors away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.items import choice_items
from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q09",
    severity="warning",
    title="Absolute words in the distractors only",
    why=(
        "Words such as “always” and “never” are rarely true, so test-wise learners cross them out "
        "without knowing anything."
    ),
    cure="Take the absolute word out, or let the key have one too.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 28a",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each absolute word where two distractors have one and the key none."""
    for item, choice in choice_items(context, "single", "situation"):
        words = context.words_of(item)["absolutes"]
        hits = [
            (option, hit)
            for option in choice.options
            if (hit := next(find_phrases(plain(option.text.text), words), None))
        ]
        wrong = [(option, hit) for option, hit in hits if option.credit == 0]
        if len(wrong) < 2 or len(wrong) < len(hits):
            continue
        for option, hit in wrong:
            place = context.place(option.text.span, hit.words)
            yield RULE.at(place, f"`{item.id}`: “{hit.words}” stands in distractors only")
