"""R107: record banks that do not say whether their items are reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="R107",
    severity="warning",
    title="Record bank with items of unknown status",
    why=(
        "A certificate depends on these items, and nobody says that they were reviewed. They are "
        "still asked, as before there was a status."
    ),
    cure=(
        "Let experts read them (`course review sheet`), then `course review approve BANK --by "
        "NAME`, which writes `status: active` and who stands for it. What is not ready: "
        "`status=draft`."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield one finding for each record bank with items that have no status."""
    for quiz in context.course.quizzes:
        unstated = [item for item in quiz.items if item.status is None]
        if quiz.kind == "record" and unstated:
            number = counted(len(unstated), "item")
            place = quiz.span if len(unstated) == len(quiz.items) else unstated[0].span
            yield RULE.at(place, f"`{quiz.id}`: {number} without a status")
