"""Q19: feedback that explains nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import choice_texts, word_count, words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q19",
    severity="error",
    title="Feedback that only says right or wrong",
    why="Right or wrong alone teaches almost nothing (0.05); an explanation does (0.49).",
    cure=("Say why, in five words or more: what happens with this choice, or which step it skips."),
    basis="Van der Kleij, Feskens & Eggen 2015, 70 effects",
)
RULES = (RULE,)


FEWEST: Final = 5


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each feedback of fewer than five words, or of verdicts only."""
    for one in choice_texts(context):
        verdicts = {word for entry in one.words["verdicts"] for word in words_in(entry)}
        for option in one.options:
            feedback = option.option.feedback
            if feedback is None:
                continue  # that it is missing is a finding of structure
            text = plain(feedback.text)
            told = [word for word in words_in(text) if word not in verdicts]
            if word_count(text) < FEWEST or len(told) < 2:
                yield RULE.at(feedback.span, f"`{one.item.id}`: “{text}” does not say why")
