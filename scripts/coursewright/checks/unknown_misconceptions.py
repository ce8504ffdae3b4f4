"""K603: misconceptions that the knowledge base does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule
from coursewright.model import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="K603",
    severity="error",
    title="Misconception that does not exist",
    why="Results tell trainers which beliefs are common; a wrong id is lost in them.",
    cure=("Use an id of `modules/knowledge/misconceptions.yml`, for example `mis.resolved.01.1`."),
    guidelines=("C03",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every option with an unknown misconception."""
    known = {belief.id for belief in context.course.knowledge.misconceptions}
    for item in context.authored_items:
        if isinstance(item.interaction, Choice):
            for option in item.interaction.options:
                name = option.misconception
                if name is not None and name not in known:
                    hint = did_you_mean(name, known, RULE.cure)
                    yield RULE.at(
                        context.place(option.span, name),
                        f"there is no misconception `{name}`",
                        hint,
                    )
    for scenario in context.course.scenarios:
        for node in scenario.nodes:
            for one in node.options:
                if one.misconception is not None and one.misconception not in known:
                    hint = did_you_mean(one.misconception, known, RULE.cure)
                    place = context.place(one.span, one.misconception)
                    yield RULE.at(place, f"there is no misconception `{one.misconception}`", hint)
