"""L03: lessons that take another time than they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import lesson_prose
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L03",
    severity="warning",
    title="The lesson takes another time than it says",
    why=(
        "People plan a lesson into a working day. A lesson of more than ten minutes is "
        "not finished at a counter."
    ),
    cure=(
        "Correct `minutes`, or split the lesson: 350 to 1,100 words, and 45 seconds for each item."
    ),
    basis="Mayer 2017: segments of five to eight minutes; house rule",
)
RULES = (RULE,)


WORDS_PER_MINUTE: Final = 180
MINUTES_PER_ITEM: Final = 0.75
TOLERANCE: Final = 0.3
LENGTH: Final = (350, 1100)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each lesson whose words and items do not fit its minutes."""
    for lesson, prose in lesson_prose(context):
        words = sum(word_count(block.text) for block in prose.blocks)
        items = sum(len(one.items) for one in lesson.page.checks)
        minutes = words / WORDS_PER_MINUTE + items * MINUTES_PER_ITEM
        place = context.place(lesson.span, "minutes")
        if abs(minutes - lesson.minutes) > max(1, TOLERANCE * lesson.minutes):
            message = (
                f"`{lesson.id}` says {lesson.minutes} minutes; {words} words and {items} items"
            )
            yield RULE.at(place, f"{message} take about {minutes:.0f}")
        elif not LENGTH[0] <= words <= LENGTH[1]:
            yield RULE.at(place, f"`{lesson.id}` has {words} words")
