"""M237: blueprints that name a path the course does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M237",
    severity="error",
    title="Unknown path",
    why="A row of a blueprint for a path that does not exist is never drawn for anybody.",
    cure="Name a path of `course.yml`, or remove the name from `paths:`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every path that a row of a blueprint names and no one can take."""
    known = {path.id: path for path in context.course.paths}
    for quiz in context.course.quizzes:
        for row in quiz.blueprint:
            for name in row.paths:
                if name not in known:
                    message = f"a row of `{quiz.id}` is for the path `{name}`, which does not exist"
                    hint = did_you_mean(name, known, RULE.cure)
                    yield RULE.at(context.place(row.span, name), message, hint)
