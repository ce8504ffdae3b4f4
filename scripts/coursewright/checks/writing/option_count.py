"""Q02: how many options and rows an item has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule
from coursewright.model import Matching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q02",
    severity="warning",
    title="Too many or too few choices",
    why=(
        "Three good options are enough; a fourth or fifth is mostly filler that costs "
        "reading time and tells nothing."
    ),
    cure=(
        "Keep the distractors that real people choose: three options, four at most; four "
        "to seven rows to match, and one target more than sources."
    ),
    basis="Rodriguez 2005, meta-analysis: three options are enough",
)
RULES = (RULE,)


MOST: Final = 4
ROWS: Final = (4, 7)
"""Rows that are targets only count, too."""
FEWEST_PAIRS: Final = 3


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for choices with more than four options, or matchings that are too small."""
    for one in choice_texts(context, "single", "situation"):
        number = len(one.options)
        if number > MOST:
            yield RULE.at(one.item.span, f"`{one.item.id}` has {number} options")
    for item in context.authored_items:
        if not isinstance(item.interaction, Matching):
            continue
        pairs = len(item.interaction.pairs)
        rows = pairs + len(item.interaction.extra_targets)
        if pairs < FEWEST_PAIRS or not ROWS[0] <= rows <= ROWS[1]:
            yield RULE.at(item.span, f"`{item.id}` has {rows} rows to match")
