"""Q168: record banks from which later quizzes would draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import listed
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Module

RULE: Final = Rule(
    code="Q168",
    severity="error",
    title="Record bank in the middle of a path",
    why=(
        "Later practice quizzes repeat items of earlier modules together with their keys, "
        "which a record bank must keep secret."
    ),
    cure=(
        "Give the module a practice bank, set `from_earlier: 0` in the later quizzes, or use "
        "the record bank as the assessment only."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every module quiz that is a record bank and would be drawn from later."""
    for module in context.course.modules:
        quiz = context.quizzes.get(module.quiz or "")
        if quiz is None or quiz.kind != "record":
            continue
        later = [other for other in context.course.modules if _draws_from(context, other, module)]
        if later:
            names = listed(other.quiz or "" for other in later)
            message = f"`{quiz.id}` is a record bank, but {names} would repeat its items"
            yield RULE.at(context.place(module.span, "quiz"), message)


def _draws_from(context: CheckContext, later: Module, module: Module) -> bool:
    quiz = context.quizzes.get(later.quiz or "")
    is_practice = quiz is not None and quiz.kind == "practice" and quiz.from_earlier > 0
    return is_practice and module in context.earlier_modules(later)
