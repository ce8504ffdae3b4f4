"""Q29: people whose origin, age or sex explains what they do."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.prose import plain
from coursewright.checks.support.readability import sentences
from coursewright.checks.support.texts import item_markdown
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import WordLists

RULE: Final = Rule(
    code="Q29",
    severity="warning",
    title="Origin, age or sex as the cause of a behaviour",
    why=(
        "An item that explains behaviour by where somebody comes from teaches a prejudice, "
        "and hurts those who are meant."
    ),
    cure=(
        "Give a reason that lies in the situation. In a bank with many people, let women and "
        "men appear about equally often in every role."
    ),
    basis="AERA, APA & NCME 2014, Standards for Testing, chapter 3: fairness",
)
RULES = (RULE,)


FEWEST: Final = 20
"""Words for women and men in a bank, from which on their balance says something."""
MOST: Final = Fraction(4, 5)
NEAR: Final = 15
"""Letters between the two: “because he is an old man”, “a typical German”."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each prejudiced sentence, and a note for each one-sided bank."""
    for quiz in context.course.quizzes:
        words = context.words(quiz.language)
        number = {"men": 0, "women": 0}
        for item in quiz.items:
            for text in item_markdown(item):
                for sentence in sentences(plain(text.text)):
                    if group := _cause(sentence, words):
                        message = f"`{item.id}`: “{group}” is given as a reason"
                        yield RULE.at(context.place(text.span, group), message)
                number["men"] += sum(1 for _ in find_phrases(text.text, words["he_words"]))
                number["women"] += sum(1 for _ in find_phrases(text.text, words["she_words"]))
        total = sum(number.values())
        if total >= FEWEST and max(number.values()) > MOST * total:
            most = max(number, key=lambda one: number[one])
            message = f"{number[most]} of {total} words for people in `{quiz.id}` are about {most}"
            yield replace(RULE.at(quiz.span, message), severity="info")


def _cause(sentence: str, words: WordLists) -> str:
    """Return the word for people that follows close on a word for a reason; "" without one."""
    causes = [hit.start + len(hit.words) for hit in find_phrases(sentence, words["cause_words"])]
    for group in find_phrases(sentence, words["group_words"]):
        if any(0 < group.start - end <= NEAR for end in causes):
            return group.words
    return ""
