"""M235: one bank as the quiz of two modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M235",
    severity="error",
    title="Quiz of two modules",
    why="Progress and records of the two modules would be one and the same.",
    cure=("Give each module a bank of its own; items of another bank can stand in a `::: check`."),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every module whose quiz an earlier module has."""
    owners: dict[str, str] = {}
    for module in context.course.modules:
        if module.quiz:
            first = owners.setdefault(module.quiz, module.id)
            if first != module.id:
                message = f"`{module.quiz}` is the quiz of the module `{first}` already"
                yield RULE.at(context.place(module.span, "quiz"), message)
