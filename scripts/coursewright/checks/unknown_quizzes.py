"""M224: module quizzes and assessments that have no bank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Span

RULE: Final = Rule(
    code="M224",
    severity="error",
    title="Quiz that does not exist",
    why="The module would end without its quiz, or the course without its assessment.",
    cure="Use the id of a file in `quizzes/`: `quizzes/resolved.md` has the id `resolved`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every quiz that is named but has no bank."""
    for owner, name, span in _uses(context):
        if name not in context.quizzes:
            hint = did_you_mean(name, context.quizzes, RULE.cure)
            yield RULE.at(
                context.place(span, name),
                f"{owner} names the quiz `{name}`, which has no bank",
                hint,
            )


def _uses(context: CheckContext) -> Iterator[tuple[str, str, Span]]:
    for module in context.course.modules:
        if module.quiz:
            yield f"the module `{module.id}`", module.quiz, module.span
    if context.course.assessment:
        yield "`assessment`", context.course.assessment, context.course.span
