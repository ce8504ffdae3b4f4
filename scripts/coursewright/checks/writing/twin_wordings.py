"""G04: distractors that word the same idea as the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts, similarity
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="G04",
    severity="error",
    title="Distractor that words the same idea as the key",
    why=(
        "Both wordings are true. Who chooses the other one has understood the idea, and is "
        "marked wrong."
    ),
    cure="Ask for what the two share, or let a distractor say something that is wrong.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 19",
)
RULES = (RULE,)


LIKE: Final = 0.6


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each distractor that words a fact which is the same as the evidence."""
    twins: dict[str, list[str]] = {}
    for fact in context.facts.values():
        if fact.same_as in context.facts:
            twins.setdefault(fact.id, []).append(fact.same_as)
            twins.setdefault(fact.same_as, []).append(fact.id)
    for one in choice_texts(context):
        names = [twin for name in one.item.evidence for twin in twins.get(name, ())]
        for option in one.distractors:
            for name in names:
                if similarity(option.text, context.facts[name].text) >= LIKE:
                    yield RULE.at(option.span, f"`{one.item.id}`: this is `{name}`")
