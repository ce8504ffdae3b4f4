"""Q154: true-false items of another form."""

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
    code="Q154",
    severity="error",
    title="True-false item without two options and one key",
    why="A statement is true or false; anything else cannot be marked.",
    cure="Write two options, `- [x] True` and `- [ ] False`, and mark one of them.",
    guidelines=("Q01",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every true-false item that is no pair with one key."""
    for item, choice in choice_items(context, "true-false"):
        options, keys = len(choice.options), key_count(choice)
        if (options, keys) != (2, 1):
            message = f"`{item.id}` has {counted(options, 'option')}, {keys} of them marked `[x]`"
            yield RULE.at(item.span, message)
