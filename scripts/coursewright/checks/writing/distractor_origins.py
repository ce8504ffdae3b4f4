"""Q30: distractors without a known mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q30",
    severity="warning",
    title="Distractors that stand for no known mistake",
    why=(
        "A distractor teaches when it is what people really believe; filler is crossed "
        "out at sight."
    ),
    cure="Name the belief: `{ misconception=… }`, or say with `own=` why it is plausible.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 29 and 30",
)
RULES = (RULE,)


FEWEST: Final = 0.8
SMALLEST: Final = 10
"""A bank with fewer distractors says little."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each bank where more than a fifth of the distractors have no origin."""
    for quiz in context.course.quizzes:
        options = [
            option.option
            for one in choice_texts(context, "single", "multiple", "situation")
            if one.item.bank == quiz.id
            for option in one.distractors
        ]
        named = [option for option in options if option.misconception or option.own]
        if len(options) >= SMALLEST and len(named) < FEWEST * len(options):
            missing = counted(len(options) - len(named), "distractor")
            message = f"{missing} of {len(options)} in `{quiz.id}` name no misconception"
            yield RULE.at(quiz.span, message)
