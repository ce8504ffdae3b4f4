"""Q07: keys that stand out by their length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q07",
    severity="warning",
    title="The key stands out by its length",
    why="Test-wise people choose the longest option, and are right too often.",
    cure="Shorten the key, or make the distractors as precise as the key.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 24 and 28d",
)
RULES = (RULE,)


LONGER: Final = 1.25
MARGIN: Final = 12
"""Characters; less is not seen."""
SHORTER: Final = 0.6


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each key that is much longer or shorter than every other option."""
    for one in choice_texts(context, "single", "situation"):
        if len(one.keys) != 1 or not one.others:
            continue
        key, lengths = one.keys[0], [len(option.text) for option in one.others]
        size = len(key.text)
        if size > LONGER * max(lengths) and size > max(lengths) + MARGIN:
            message = (
                f"`{one.item.id}`: the key has {size} characters, no other more than {max(lengths)}"
            )
            yield RULE.at(key.span, message)
        elif size < SHORTER * min(lengths) and size + MARGIN < min(lengths):
            message = (
                f"`{one.item.id}`: the key has {size} characters, no other less than {min(lengths)}"
            )
            yield RULE.at(key.span, message)
