"""Q152: several-key items that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.checks.support.items import choice_items, key_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q152",
    severity="error",
    title="Too few keys or no distractor in a several-key item",
    why=(
        "An item that asks for several responses but has one key, or nothing wrong in it, "
        "misleads everyone who thinks."
    ),
    cure=(
        "Mark at least two options with `[x]` and leave at least one `[ ]`; with one key, "
        "remove `type=multi`."
    ),
    guidelines=("Q01",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every several-key item without two keys and a distractor."""
    for item, choice in choice_items(context, "multiple"):
        keys = key_count(choice)
        if keys < 2:
            marked = counted(keys, "option") if keys else "no option"
            yield RULE.at(item.span, f"`{item.id}` has {marked} marked `[x]`, not two or more")
        elif keys == len(choice.options):
            message = f"`{item.id}` has every option marked `[x]`: whoever ticks all is right"
            yield RULE.at(item.span, message)
