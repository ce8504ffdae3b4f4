"""Q10: hedges in the key only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases, has_phrase
from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q10",
    severity="warning",
    title="Careful words in the key only",
    why=(
        "Words such as “usually” make a statement safe. If only the key has one, it is "
        "guessed at sight."
    ),
    cure="Take the careful word out of the key, or give one to a distractor.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 28a",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each key with a hedge where no other option has one."""
    for one in choice_texts(context, "single", "situation"):
        hedges = one.words["hedges"]
        if any(has_phrase(option.text, hedges) for option in one.others):
            continue
        for key in one.keys:
            hit = next(find_phrases(key.text, hedges), None)
            if hit is not None:
                place = context.place(key.span, hit.words)
                yield RULE.at(place, f"`{one.item.id}`: “{hit.words}” stands in the key only")
