"""B02: keys at the same place."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="B02",
    severity="warning",
    title="Keys stand mostly at the same place",
    why=("In a quiz that is not shuffled, and on paper, people see where the key mostly stands."),
    cure=("Move options, so that each place has its share and no place comes four times in a row."),
    basis="Haladyna, Downing & Rodriguez 2002, guideline 20",
)
RULES = (RULE,)


MOST: Final = 0.5
LONGEST_RUN: Final = 3
SMALLEST: Final = 10


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each bank whose unshuffled items have their keys at one place."""
    for quiz in context.course.quizzes:
        places = [
            one.options.index(one.keys[0]) + 1
            for one in choice_texts(context, "single")
            if one.item.bank == quiz.id and not one.item.is_shuffled and len(one.keys) == 1
        ]
        if len(places) < SMALLEST:
            continue
        place, number = Counter(places).most_common(1)[0]
        run = max(len(list(group)) for _, group in groupby(places))
        if number > MOST * len(places):
            message = f"{number} of {len(places)} keys of `{quiz.id}` stand at place {place}"
            yield RULE.at(quiz.span, message)
        elif run > LONGEST_RUN:
            yield RULE.at(quiz.span, f"{run} keys in a row of `{quiz.id}` stand at one place")
