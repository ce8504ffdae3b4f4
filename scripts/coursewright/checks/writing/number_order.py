"""Q21: numbers out of order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q21",
    severity="warning",
    title="Options that are numbers stand out of order",
    why="In order, a number is found at once; out of order, people search.",
    cure="Write them from low to high and add `shuffle=false` to the heading.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 21",
)
RULES = (RULE,)


NUMBER: Final = re.compile(r"[^\d-]{0,3}(-?\d+(?:[.,]\d+)?)(?:\s*(?:%|°|[^\W\d]+))?\W*")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each item of numbers that are not in order, or are shuffled."""
    for one in choice_texts(context, "single"):
        matches = [NUMBER.fullmatch(option.text) for option in one.options]
        numbers = [float(match[1].replace(",", ".")) for match in matches if match]
        if len(numbers) < 3 or len(numbers) < len(one.options):
            continue
        if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
            yield RULE.at(one.item.span, f"`{one.item.id}`: the numbers are not in order")
        elif one.item.is_shuffled:
            yield RULE.at(one.item.span, f"`{one.item.id}`: the numbers will be shuffled")
