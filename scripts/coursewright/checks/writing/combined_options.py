"""Q04: options that combine others."""

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
    code="Q04",
    severity="error",
    title="Option that combines other options",
    why=(
        "Such options test how well people compare letters, and the parts give the "
        "combination away."
    ),
    cure="Ask for each part with `type=multi`, or write options that stand alone.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 9",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each option that is about other options."""
    for one in choice_texts(context, "single", "multiple", "situation"):
        for option in one.options:
            hit = next(find_phrases(option.text, one.words["combinations"]), None)
            if hit is not None and len(hit.words) * 2 > len(option.text):
                place = context.place(option.span, hit.words)
                yield RULE.at(place, f"`{one.item.id}`: option with “{hit.words}”")
