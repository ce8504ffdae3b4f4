"""B11: banks in which it pays to mark everything, or little."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="B11",
    severity="warning",
    title="In items with several keys it pays to mark all, or few",
    why=(
        "Who marks everything in each item should gain nothing, and neither should who marks "
        "only one option."
    ),
    cure="Over the bank, let 30 to 70 % of the options of such items be keys.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 9: multiple true-false",
)
RULES = (RULE,)


FEWEST: Final = 3
"""Items with several keys, from which on their share says something."""
LEAST: Final = Fraction(3, 10)
MOST: Final = Fraction(7, 10)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each bank whose items with several keys have too few or too many."""
    every = tuple(choice_texts(context, "multiple"))
    for quiz in context.course.quizzes:
        ours = [one for one in every if one.item.bank == quiz.id]
        keys = sum(len(one.keys) for one in ours)
        options = sum(len(one.options) for one in ours)
        if len(ours) >= FEWEST and not LEAST * options <= keys <= MOST * options:
            yield RULE.at(quiz.span, f"{keys} of {options} options in `{quiz.id}` are keys")
