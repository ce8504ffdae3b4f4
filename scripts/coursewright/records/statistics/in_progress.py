"""Who is in the middle of a course, and what they have answered so far."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.records.ledger import Ledger


def answered_in_progress(book: Ledger, assessment: str | None) -> Mapping[str, frozenset[str]]:
    """Return full item id -> opaque ids of the people in progress who have answered it.

    In progress are those with a counted attempt who have not passed the assessment, and who have
    not left. What is only on somebody's device, no ledger knows.

    Args:
        book: an open ledger.
        assessment: id of the quiz that completes the course; None: nobody completes it.
    """
    found: dict[str, set[str]] = {}
    rows = book.attempts()
    done = {row.learner for row in rows if row.quiz == assessment and row.passed}
    for row in rows:
        has_left = row.person is not None and not row.person.is_active
        raw = None if row.learner in done or has_left else book.record(row.attempt)
        if raw is None:
            continue
        for response in json.loads(raw)["responses"]:
            if response["response"] is not None:
                found.setdefault(response["item"], set()).add(row.learner)
    return {item: frozenset(people) for item, people in found.items()}
