"""F02: feedback that is too long, or blames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import choice_texts, word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="F02",
    severity="warning",
    title="Feedback that is too long, or that blames",
    why=(
        "Long feedback is not read. Blame makes people defend themselves, and they stop learning."
    ),
    cure="Say in up to 45 words what happens and what helps. Leave out “obviously” and “just”.",
    basis="Wisniewski, Zierer & Hattie 2020; Shute 2007",
)
RULES = (RULE,)


MOST: Final = 45


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each feedback of more than 45 words, or with a word of blame."""
    for one in choice_texts(context):
        for option in one.options:
            feedback = option.option.feedback
            if feedback is None:
                continue
            text = plain(feedback.text)
            if word_count(text) > MOST:
                message = f"`{one.item.id}`: feedback of {word_count(text)} words"
                yield RULE.at(feedback.span, message)
            for hit in find_phrases(text, one.words["blame"]):
                place = context.place(feedback.span, hit.words)
                yield RULE.at(place, f"`{one.item.id}`: “{hit.words}” in the feedback")
