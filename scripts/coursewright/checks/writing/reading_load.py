"""Q18: long stems and options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import choice_texts, word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q18",
    severity="warning",
    title="Too much to read",
    why=(
        "A long item tests reading speed, and is hardest for people who learn in their "
        "second language."
    ),
    cure=(
        "Cut what is not needed to answer. Up to 45 words for a stem, 90 with a "
        "situation, 25 for an option."
    ),
    basis="Haladyna, Downing & Rodriguez 2002, guideline 13",
)
RULES = (RULE,)


MOST_STEM: Final = 45
MOST_SITUATION: Final = 90
MOST_OPTION: Final = 25


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each stem, situation or option above its number of words."""
    for item in context.authored_items:
        body = word_count(plain(item.body.text)) if item.body else 0
        number = word_count(plain(item.stem.text)) + body
        most = MOST_SITUATION if body or _is_situation(item.interaction) else MOST_STEM
        if number > most:
            message = f"`{item.id}` has {number} words before its options, more than {most}"
            yield RULE.at(item.span, message)
    for one in choice_texts(context):
        for option in one.options:
            number = word_count(option.text)
            if number > MOST_OPTION:
                message = f"`{one.item.id}`: option of {number} words, more than {MOST_OPTION}"
                yield RULE.at(option.span, message)


def _is_situation(interaction: object) -> bool:
    return getattr(interaction, "scoring", "") == "situation"
