"""Q13: options that begin alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts, words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q13",
    severity="warning",
    title="All options begin with the same words",
    why="Everybody reads the same words three times before the difference comes.",
    cure="Move the common words into the stem.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 13 and 16",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each item whose options all have the same first two words."""
    for one in choice_texts(context, "single", "multiple", "situation"):
        starts = {words_in(option.text)[:2] for option in one.options}
        if len(one.options) > 2 and len(starts) == 1 and len(next(iter(starts))) == 2:
            words = " ".join(next(iter(starts)))
            yield RULE.at(one.options[0].span, f"`{one.item.id}`: every option begins “{words} …”")
