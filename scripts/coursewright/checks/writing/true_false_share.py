"""Q25: too many true-or-false items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q25",
    severity="warning",
    title="True or false: too many, or in the final assessment",
    why="Half of the people are right by guessing.",
    cure="Turn the statement into a choice with three options.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 9",
)
RULES = (RULE,)


MOST: Final = 0.1
FEWEST_ITEMS: Final = 10


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each true-or-false item of a record bank, and for banks full of them."""
    for quiz in context.course.quizzes:
        items = [
            one.item for one in choice_texts(context, "true-false") if one.item.bank == quiz.id
        ]
        if quiz.kind == "record":
            yield from (RULE.at(item.span, f"`{item.id}` is true or false") for item in items)
        elif len(quiz.items) >= FEWEST_ITEMS and len(items) > MOST * len(quiz.items):
            number = f"{len(items)} of {len(quiz.items)}"
            yield RULE.at(items[0].span, f"{number} items of `{quiz.id}` are true or false")
