"""B01: banks whose keys are mostly the longest option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="B01",
    severity="warning",
    title="In most items the key is the longest option",
    why="One such item is chance. In a whole bank it is a pattern, and people find it.",
    cure=(
        "Shorten keys, or write longer distractors, until fewer than four items in ten stand out."
    ),
    basis="Haladyna, Downing & Rodriguez 2002, guideline 24 and 28d",
)
RULES = (RULE,)


MOST: Final = 0.4
LONGER: Final = 1.1
SMALLEST: Final = 10


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each bank with more than 40 % of keys longer than every other option."""
    for quiz in context.course.quizzes:
        items = [
            one
            for one in choice_texts(context, "single", "situation")
            if one.item.bank == quiz.id and len(one.keys) == 1 and one.others
        ]
        longer = sum(
            len(one.keys[0].text) >= LONGER * max(len(option.text) for option in one.others)
            for one in items
        )
        if len(items) >= SMALLEST and longer > MOST * len(items):
            message = f"In {longer} of {len(items)} items of `{quiz.id}` the key is the longest"
            yield RULE.at(quiz.span, message)
