"""Q27: joke options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q27",
    severity="warning",
    title="Joke in an option",
    why="Nobody chooses it, so it is no option; and humour is hard in a second language.",
    cure="Write a mistake that people really make.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 31; W3C COGA, objective 3",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each option with a word of the list of jokes."""
    for one in choice_texts(context):
        for option in one.options:
            hit = next(find_phrases(option.text, one.words["jokes"]), None)
            if hit is not None:
                place = context.place(option.span, hit.words)
                yield RULE.at(place, f"`{one.item.id}`: “{hit.words}”")
