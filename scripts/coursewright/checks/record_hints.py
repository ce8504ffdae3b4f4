"""Q171: hints that no learner sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q171",
    severity="warning",
    title="Hint in a record bank",
    why="A record quiz shows no hints, so what you wrote would never be seen.",
    cure="Move what everybody needs into the stem, and remove the hint.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every hint of an item in a record bank."""
    for quiz in context.course.quizzes:
        if quiz.kind == "record":
            for item in quiz.items:
                if item.hint is not None:
                    yield RULE.at(
                        item.hint.span, f"`{item.id}` has a hint, but `{quiz.id}` is a record bank"
                    )
