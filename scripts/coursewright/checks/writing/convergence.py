"""Q12: keys made of the words of all options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts, content_words
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q12",
    severity="warning",
    title="The key shares most words with the other options",
    why=(
        "Distractors are often written as changes of the key. Whoever looks for the "
        "common parts finds it."
    ),
    cure="Change the distractors so that they do not all repeat parts of the key.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 28e",
)
RULES = (RULE,)


MARGIN: Final = 2


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each key with two more common words than any other option has."""
    for one in choice_texts(context, "single", "situation"):
        if len(one.keys) != 1 or len(one.options) < 3:
            continue
        sets = [content_words(option.text, one.words) for option in one.options]
        common = [
            sum(word in other for j, other in enumerate(sets) if j != i for word in words)
            for i, words in enumerate(sets)
        ]
        key = one.options.index(one.keys[0])
        rest = [count for i, count in enumerate(common) if i != key]
        if common[key] >= max(rest) + MARGIN:
            message = f"`{one.item.id}`: the key shares {common[key]} words with the other options"
            yield RULE.at(one.keys[0].span, f"{message}, no other shares more than {max(rest)}")
