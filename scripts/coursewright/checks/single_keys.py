"""Q151: choice items with no key or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.items import choice_items, key_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q151",
    severity="error",
    title="Not exactly one key",
    why=(
        "Without a key nobody can be right; with two, learners who mark one of them are told "
        "they are right without knowing the other."
    ),
    cure=(
        "Mark exactly one option with `[x]`. Where several are right, add `type=multi` to the "
        "heading."
    ),
    guidelines=("Q01",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every single-key item that has not exactly one key."""
    for item, choice in choice_items(context, "single"):
        keys = key_count(choice)
        if keys == 0:
            yield RULE.at(item.span, f"`{item.id}` has no option marked `[x]`")
        elif keys > 1:
            yield RULE.at(item.span, f"`{item.id}` has {keys} options marked `[x]` instead of one")
