"""Q20: the same feedback for two distractors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q20",
    severity="warning",
    title="Two options have the same feedback",
    why="Each distractor stands for another mistake, so each needs another answer.",
    cure="Say for each option what this one misses.",
    basis="Van der Kleij, Feskens & Eggen 2015; Butler & Roediger 2008",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each feedback that an earlier option of the item has already."""
    for one in choice_texts(context):
        seen: set[str] = set()
        for option in one.options:
            if option.option.feedback is None:
                continue
            text = plain(option.option.feedback.text).casefold()
            if text in seen:
                yield RULE.at(
                    option.option.feedback.span, f"`{one.item.id}`: said before: “{text}”"
                )
            seen.add(text)
