"""B06: banks that are small for what they draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="B06",
    severity="warning",
    title="Bank with less than three times what it draws",
    why=(
        "Who tries again sees mostly the same items, and remembers the answers instead of the "
        "reasons."
    ),
    cure="Write more items of this kind, or draw fewer.",
    basis="house rule: three forms without a repetition",
)
RULES = (RULE,)


TIMES: Final = 3


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each draw or row of a blueprint with less than three times its items."""
    for quiz in context.course.quizzes:
        pool = context.pools.get(quiz.id)
        if pool is None or (quiz.draw is None and not quiz.blueprint):
            continue
        rows = [(row.count, len(row.items)) for row in pool.strata]
        spans = [row.span for row in quiz.blueprint]
        if len(rows) != len(spans):
            rows = [(sum(count for count, _ in rows), sum(there for _, there in rows))]
            spans = [context.place(quiz.span, "draw")]
        for (count, there), span in zip(rows, spans, strict=True):
            if there < TIMES * count:
                yield RULE.at(span, f"`{quiz.id}` draws {count} of {counted(there, 'item')}")
