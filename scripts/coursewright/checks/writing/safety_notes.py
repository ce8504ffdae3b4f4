"""S09: scenarios about abuse without a word on safety."""

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
    code="S09",
    severity="warning",
    title="Scenario about abuse without a note on safety",
    why="Practice in staying polite must not teach people to bear everything.",
    cure=(
        'Add `safety: "…"` to the front matter: what the house rules say, when to end the '
        "conversation, and who helps."
    ),
    basis="house rule",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each scenario that speaks of abuse and has no `safety:`."""
    for scenario in context.course.scenarios:
        if scenario.safety:
            continue
        words = context.words(scenario.language)["abuse"]
        for text in scenario_texts(scenario):
            hit = next(find_phrases(text.text, words), None)
            if hit is not None:
                message = f"“{hit.words}”, and no `safety:` in the front matter"
                yield RULE.at(text.place(hit.start), message)
                break
