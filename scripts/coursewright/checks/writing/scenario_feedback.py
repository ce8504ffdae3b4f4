"""S03: feedback in a scenario that explains nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import word_count, words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S03",
    severity="error",
    title="Feedback of a scenario that does not say why",
    why=("What the partner does shows that it went wrong; only the reason shows how to do better."),
    cure=("Say why, in five words or more: what the partner needed, or which step was left out."),
    basis="Van der Kleij, Feskens & Eggen 2015, 70 effects",
)
RULES = (RULE,)


FEWEST: Final = 5


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each feedback of fewer than five words, or of verdicts only."""
    for scenario in context.course.scenarios:
        listed = context.words(scenario.language)["verdicts"]
        verdicts = {word for entry in listed for word in words_in(entry)}
        for node in scenario.decisions:
            for option in node.options:
                if option.feedback is None:
                    continue  # that it is missing is a finding of structure
                text = plain(option.feedback.text)
                told = [word for word in words_in(text) if word not in verdicts]
                if word_count(text) < FEWEST or len(told) < 2:
                    message = f"`{node.id}`: “{text}” does not say why"
                    yield RULE.at(option.feedback.span, message)
