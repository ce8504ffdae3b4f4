"""Q153: situations whose grades make no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.checks.support.items import choice_items
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q153",
    severity="error",
    title="Situation without one best and a poor response",
    why=(
        "A situation asks for the best of several responses; without a clear best, or without "
        "a poor one, there is nothing to learn from it."
    ),
    cure=(
        "Mark exactly one response with `[x]`, acceptable ones with `[~]`, and at least one "
        "poor one with `[ ]`."
    ),
    guidelines=("Q01",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every situation without exactly one best and one poor response."""
    for item, choice in choice_items(context, "situation"):
        best = sum(option.credit == 1 for option in choice.options)
        if best != 1:
            message = f"`{item.id}` has {counted(best, 'best response')} instead of one"
            yield RULE.at(item.span, message)
        if all(option.credit for option in choice.options):
            yield RULE.at(item.span, f"`{item.id}` has no poor response")
