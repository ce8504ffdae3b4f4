"""S07: real companies and people in scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.texts import scenario_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S07",
    severity="error",
    title="Real company or person in a scenario",
    why=(
        "A scenario invents what people say and do. Put into the mouth of a real company, "
        "it is a claim about it."
    ),
    cure=("Invent a name, or write what kind of company it is: “an energy supplier”."),
    basis="house rule",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each name of the list `real_companies` in a scenario."""
    for scenario in context.course.scenarios:
        names = context.words(scenario.language)["real_companies"]
        for text in scenario_texts(scenario):
            for hit in find_phrases(text.text, names):
                yield RULE.at(text.place(hit.start), f"“{hit.words}”")
