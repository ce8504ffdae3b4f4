"""F03: feedback that repeats the wrong option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import choice_texts, content_words
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="F03",
    severity="info",
    title="Feedback that only repeats the wrong option",
    why="What stands last is remembered. The last thing to read should be the right idea.",
    cure="End with what is right, and why.",
    basis="Butler & Roediger 2008; Roediger & Marsh 2005",
)
RULES = (RULE,)


SHARE: Final = 0.6


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each distractor's feedback that consists mostly of its own words."""
    for one in choice_texts(context, "single", "situation"):
        for option in one.distractors:
            if option.option.feedback is None:
                continue
            told = content_words(plain(option.option.feedback.text), one.words)
            own = told & content_words(option.text, one.words)
            if len(told) >= 2 and len(own) > SHARE * len(told):
                message = f"`{one.item.id}`: the feedback repeats “{option.text}”"
                yield RULE.at(option.option.feedback.span, message)
