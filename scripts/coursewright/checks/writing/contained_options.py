"""Q22: options that contain another."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts, words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q22",
    severity="error",
    title="One option contains another",
    why=(
        "Whoever is right with the narrow one is right with the wide one too: there are two keys."
    ),
    cure="Make the options exclude each other.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 22",
)
RULES = (RULE,)


FEWEST: Final = 3


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each option whose words all stand, in a row, in another option."""
    for one in choice_texts(context, "single", "multiple"):
        for inner, outer in permutations(one.options, 2):
            short, long = words_in(inner.text), words_in(outer.text)
            if FEWEST <= len(short) < len(long) and _stands_in(short, long):
                message = f"`{one.item.id}`: “{inner.text}” is part of “{outer.text}”"
                yield RULE.at(outer.span, message)


def _stands_in(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
