"""Q08: options that say nearly the same."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts, similarity
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q08",
    severity="warning",
    title="Two options say nearly the same",
    why="If both are right, neither can be the only key; whoever sees that crosses out both.",
    cure="Make them differ in what matters, or delete one.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 22",
)
RULES = (RULE,)


ALIKE: Final = 0.85


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each pair of options with nearly the same words."""
    for one in choice_texts(context):
        for first, second in combinations(one.options, 2):
            if first.text != second.text and similarity(first.text, second.text) >= ALIKE:
                message = f"`{one.item.id}`: “{second.text}” is nearly “{first.text}”"
                yield RULE.at(second.span, message)
