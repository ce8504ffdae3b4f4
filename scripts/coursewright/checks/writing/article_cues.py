"""Q15: articles at the end of a stem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts, words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q15",
    severity="warning",
    title="The stem ends in an article",
    why="An article fits some options only, and so crosses the others out.",
    cure="Put the article into the options.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 28c",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each stem whose last word is an article."""
    for one in choice_texts(context, "single", "multiple", "situation"):
        words = words_in(one.stem)
        if words and words[-1] in one.words["articles"]:
            place = context.place(one.item.stem.span, f"{words[-1]}")
            yield RULE.at(place, f"`{one.item.id}`: the stem ends in “{words[-1]}”")
