"""F06: praise of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="F06",
    severity="warning",
    title="Praise of the person instead of the act",
    why=(
        "Praise for being clever makes people avoid what they might fail. Praise for an "
        "act tells them what to repeat."
    ),
    cure="Name the act: “You asked before you offered.”",
    basis="house rule, after research on praise for effort",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each praise of a person in a feedback."""
    for one in choice_texts(context):
        for option in one.options:
            feedback = option.option.feedback
            if feedback is None:
                continue
            for hit in find_phrases(plain(feedback.text), one.words["person_praise"]):
                place = context.place(feedback.span, hit.words)
                yield RULE.at(place, f"`{one.item.id}`: “{hit.words}”")
