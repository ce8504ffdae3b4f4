"""R105: reviews that have not happened yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.reviews import reviews_of
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="R105",
    # An error would stop every build on a computer whose clock is slow.
    severity="warning",
    title="Review with a day in the future",
    why="Most often a digit is wrong, and the review would come due too late or never.",
    cure="Write the day on which it was reviewed, as year-month-day: `2026-03-14`.",
)
RULES = (RULE,)

ZONES: Final = timedelta(days=1)
"""Where the sun rises earlier, it is tomorrow already."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each review that is dated later than today."""
    for place, review in reviews_of(context):
        if review.date > context.today + ZONES:
            message = f"{review.name} reviewed this on {review.date.isoformat()}, which is to come"
            yield RULE.at(context.place(place, review.date.isoformat()), message)
