"""V708: published banks without a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.context import course_span
from coursewright.checks.support.hints import closest
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="V708",
    severity="warning",
    title="Published bank is gone",
    why=(
        "Progress in this quiz is lost for learners. Records stay gradable, because the "
        "archive keeps every version."
    ),
    cure=(
        "Restore the file under `quizzes/`. If it was renamed, write `aliases: [old-id]` in its "
        "front matter, as `course rename quiz` does."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every published bank that the course no longer has."""
    for name in sorted(context.published.quizzes):
        if name not in context.quizzes:
            near = closest(name, context.quizzes.keys() - context.published.quizzes.keys())
            renamed = f"Was it renamed to `{near}`? Write `aliases: [{name}]` in its front matter."
            hint = renamed if near else None
            yield RULE.at(course_span(context), f"the published quiz `{name}` has no bank", hint)
