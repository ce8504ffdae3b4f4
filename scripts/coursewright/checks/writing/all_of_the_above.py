"""Q03: options about other options."""

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
    code="Q03",
    severity="error",
    title="“All” or “none of the above”",
    why=(
        "Whoever sees that two options are right chooses “all of the above” without "
        "knowing the third."
    ),
    cure="Write a third option of its own, or use an item with several keys (`type=multi`).",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 25 and 26",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each option that is about other options."""
    for one in choice_texts(context, "single", "multiple", "situation"):
        for option in one.options:
            hit = next(find_phrases(option.text, one.words["all_or_none"]), None)
            if hit is not None:
                place = context.place(option.span, hit.words)
                yield RULE.at(place, f"`{one.item.id}`: option with “{hit.words}”")
