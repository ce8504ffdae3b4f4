"""W05: long turns in a dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import boxes
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="W05",
    severity="warning",
    title="Turn of a dialogue that is too long",
    why=("Nobody speaks like that, least of all to an upset person. Learners cannot say it after."),
    cure="Say it in 30 words or fewer, or let the other one speak in between.",
    basis="house rule",
)
RULES = (RULE,)


MOST: Final = 30
QUOTES: Final = ('"', "“", "„", "«", "”")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each turn in an example box with more than 30 words."""
    words = context.words(context.course.language)
    for _, lesson in context.lessons:
        for box in boxes(lesson.page, words):
            for turn in box.turns if box.kind == "example" else ():
                number = word_count(turn.said)
                if turn.label.endswith(":") and turn.said.startswith(QUOTES) and number > MOST:
                    yield RULE.at(turn.span, f"“{turn.label}” says {number} words")
