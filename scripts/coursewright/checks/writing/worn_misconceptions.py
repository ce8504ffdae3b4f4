"""B08: a misconception in too many items."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="B08",
    severity="warning",
    title="One misconception stands in too many items",
    why="People learn to cross the sentence out, and the other mistakes are not tested.",
    cure="Use other misconceptions in some of the items.",
    basis="house rule",
)
RULES = (RULE,)


MOST: Final = 3
"Items of a record bank that one attempt may hold."


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each misconception that a whole record bank uses more than allowed."""
    for quiz in context.course.quizzes:
        drawn = quiz.draw or sum(stratum.count for stratum in quiz.blueprint)
        if quiz.kind != "record" or not drawn:
            continue
        # As many of the bank's items as may meet in one draw, on average.
        most = MOST * max(1, round(len(quiz.items) / drawn))
        users: defaultdict[str, list[str]] = defaultdict(list)
        for one in choice_texts(context):
            for option in one.options:
                name = option.option.misconception
                if one.item.bank == quiz.id and name and one.item.id not in users[name]:
                    users[name].append(one.item.id)
        for name, items in users.items():
            if len(items) > most:
                message = f"`{name}` stands in {len(items)} items of `{quiz.id}`, more than {most}"
                yield RULE.at(context.place(quiz.span, name), message)
