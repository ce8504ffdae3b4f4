"""V706: ids that are retired and used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="V706",
    severity="error",
    title="Retired id in use",
    why="Records of the old item would be read as records of the new one.",
    cure=(
        "Give the new item an id that was never used, or remove the id from `retire:` if it "
        "is the old item."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every item whose id its bank has retired."""
    for quiz in context.course.quizzes:
        retired = {entry.id for entry in quiz.retired}
        for item in quiz.items:
            names = (item.id, item.written_id, *item.aliases)
            if used := next((name for name in names if name in retired), None):
                yield RULE.at(item.span, f"the id `{used}` is retired in `{quiz.id}`")
