"""Q16: stems that do not say how many keys there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts, words_in
from coursewright.checks.writing.negative_stems import asked
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q16",
    severity="error",
    title="The stem does not say how many options are right",
    why=(
        "Without the number people are graded on how many they dare to tick, and not on "
        "what they know."
    ),
    cure="Say it in the stem: “Which **two** …?”",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 14",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each several-key stem without the number of its keys."""
    for one in choice_texts(context, "multiple"):
        numbers = one.words["number_words"]
        number = len(one.keys)
        # The list begins with the word for two.
        word = numbers[number - 2] if 2 <= number < len(numbers) + 2 else str(number)
        told = set(words_in(asked(one.stem))) & set(numbers)
        if numbers and word not in told and str(number) not in asked(one.stem).split():
            message = f"`{one.item.id}` has {number} keys, and its stem does not say “{word}”"
            yield RULE.at(one.item.stem.span, message)
