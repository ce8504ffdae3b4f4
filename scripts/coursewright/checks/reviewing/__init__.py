"""What is due for review: rules about the work on texts that are neither wrong nor badly written.

They speak where an author checks a course, and are silent where HR only needs its banks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.reviewing import (
    checks_of_drafts,
    edited_since_review,
    older_translations,
    open_comments,
    unstated_reviews,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks import Check
    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

REVIEW_CHECKS: Final[tuple[Check, ...]] = (
    checks_of_drafts,
    unstated_reviews,
    open_comments,
    edited_since_review,
    older_translations,
)


def check_reviews(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield every finding about the reviews of a course that could be read without errors."""
    for each in REVIEW_CHECKS:
        yield from each.check(context)
