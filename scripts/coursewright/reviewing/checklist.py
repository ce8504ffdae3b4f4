"""What no program can judge: the questions that an expert answers about each item."""

from __future__ import annotations

from typing import Final

ITEM_QUESTIONS: Final = (
    "Does it matter? Somebody who gets this wrong would do harm or bad work.",
    "Does it ask for one thing only?",
    "Is it general enough? No trivia, no detail that changes next month.",
    "Is it fair? No trick, no hair-splitting.",
    "Is the marked answer the one right answer, and would every expert agree?",
    "Are the wrong answers plausible to somebody who has not learned it?",
    "Does the feedback explain, and is it true?",
)
LESSON_QUESTIONS: Final = (
    "Is everything true, and is it how we work today?",
    "Is anything missing that people need on their first day?",
    "Is anything there that nobody needs?",
)
VERDICTS: Final = ("fine as it is", "change it", "do not use it")
