"""T01: mastery scores that nobody stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="T01",
    severity="warning",
    title="Nobody says where the mastery score comes from",
    why=(
        "Who fails by one point will ask why the line is there. A score that experts have set "
        "item by item is an answer; a habit is none."
    ),
    cure=(
        "Write `mastery_method:` (`angoff`: experts judged each item; `policy`: the company "
        "decided; `provisional`: until there are figures) and "
        '`mastery_set: "Ann Example, 2026-03-14"`.'
    ),
    basis="Standards for Educational and Psychological Testing 2014, 5.21; house rule",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each record bank without a method, or without names and days for it."""
    for quiz in context.course.quizzes:
        if quiz.kind != "record":
            continue
        place = context.place(quiz.span, "mastery_score")
        if quiz.mastery_method is None:
            yield RULE.at(place, f"`{quiz.id}` does not say how its mastery score was found")
        elif not quiz.mastery_set:
            place = context.place(quiz.span, "mastery_method")
            message = f"`{quiz.id}` does not say who set its mastery score, and when"
            yield RULE.at(place, message)
