"""V701: published items that vanished without `retire:`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import closest
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="V701",
    severity="error",
    title="Published item is gone",
    why=(
        "Learners have progress on it and records name it; without a note nobody can tell "
        "whether it was lost by mistake."
    ),
    cure=(
        "Restore the item, and take it out with `course quiz retire bank/item`, which keeps its id "
        "reserved (`retire: [old-id]`). Was it renamed? Write `aliases=old-id` behind its new id."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every published item that its bank neither holds nor retires."""
    for quiz in context.course.quizzes:
        published = context.published.quizzes.get(quiz.id)
        if published is None:
            continue
        known = {item.id for item in quiz.items} | {retired.id for retired in quiz.retired}
        for name in published.items:
            if name not in known:
                message = f"`{quiz.id}` was published with the item `{name}`, which is gone"
                near = closest(name, known - set(published.items))
                renamed = f"Was it renamed? Write `#{near} aliases={name}`: its id stays."
                hint = renamed if near else None
                yield RULE.at(quiz.span, message, hint)
