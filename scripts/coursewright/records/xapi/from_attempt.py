"""Statements from a graded attempt: `answered` for each item, then how the attempt ended.

The last one carries the attempt record itself, so that whoever reads it back can verify and grade
it again. Ids are made from the record: the same attempt gives the same statements, byte for byte,
wherever and whenever they are made.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from coursewright.records.grading import is_well_formed, score_text
from coursewright.records.ledger import time_text
from coursewright.records.xapi.responses import interaction_definition, response_text
from coursewright.records.xapi.vocabulary import (
    ANSWERED,
    ASSESSMENT,
    ATTEMPT_EXTENSION,
    COMPLETED,
    COURSE,
    FAILED,
    INTERACTION,
    PASSED,
    STATEMENT_VERSION,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from fractions import Fraction

    from coursewright.records.attempt import Attempt
    from coursewright.records.grading import AttemptResult, ItemResult

_WORDS: Final = {
    ANSWERED: "answered",
    COMPLETED: "completed",
    FAILED: "failed",
    PASSED: "passed",
}


def attempt_statements(
    attempt: Attempt,
    bank: Mapping[str, Any],
    result: AttemptResult,
    learner: str,
    received: datetime,
) -> list[dict[str, Any]]:
    """Return the statements of an attempt, in the order of events.

    Args:
        attempt: a counted attempt.
        bank: the bank it was graded with.
        result: its grade.
        learner: the learner's opaque id.
        received: when HR got it; no statement is later, whatever the device's clock says.
    """
    end = min(attempt.submitted, received)
    base: dict[str, Any] = {
        "actor": _actor(attempt.course, learner),
        "context": _context(attempt),
        "version": STATEMENT_VERSION,
    }
    parts = []
    moment = attempt.started
    for position, item in enumerate(result.items):
        row = attempt.responses[position]
        moment += timedelta(milliseconds=row["ms"])
        spec = bank["items"][item.item]
        parts.append(
            {
                **base,
                "id": _id(attempt, f"answered/{position}"),
                "verb": _verb(ANSWERED),
                "object": _item_activity(attempt, spec, item.item),
                "result": _item_result(item, spec, row),
                "context": {
                    **base["context"],
                    "contextActivities": {
                        "parent": [_quiz_activity(attempt, bank)],
                        "grouping": [_course_activity(attempt.course)],
                    },
                },
                "timestamp": time_text(min(moment, end)),
            }
        )
    return [*parts, {**base, **_ending(attempt, bank, result, end)}]


def ending_id(attempt: Attempt) -> str:
    """Return the id of the statement that carries an attempt's record."""
    return _id(attempt, "ended")


def _ending(
    attempt: Attempt, bank: Mapping[str, Any], result: AttemptResult, end: datetime
) -> dict[str, Any]:
    verb = COMPLETED if result.passed is None else PASSED if result.passed else FAILED
    duration = max(end - attempt.started, timedelta())
    outcome: dict[str, Any] = {
        "completion": True,
        "duration": _duration(duration // timedelta(milliseconds=1)),
        "extensions": {ATTEMPT_EXTENSION: json.loads(attempt.raw)},
    }
    if result.passed is not None:
        outcome["success"] = result.passed
    if result.score is not None:
        outcome["score"] = {"scaled": _decimal(result.score)}
    return {
        "id": ending_id(attempt),
        "verb": _verb(verb),
        "object": _quiz_activity(attempt, bank),
        "result": outcome,
        "context": {
            **_context(attempt),
            "contextActivities": {"grouping": [_course_activity(attempt.course)]},
        },
        "timestamp": time_text(end),
    }


def _actor(course: str, learner: str) -> dict[str, Any]:
    return {"objectType": "Agent", "account": {"homePage": course, "name": learner}}


def _context(attempt: Attempt) -> dict[str, Any]:
    """Return the context: an attempt is one registration (Data 2.4.6.1)."""
    return {"registration": attempt.id, "language": attempt.language}


def _verb(verb: str) -> dict[str, Any]:
    return {"id": verb, "display": {"en": _WORDS[verb]}}


def _item_activity(attempt: Attempt, spec: Mapping[str, Any], item: str) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": f"{attempt.course}/items/{item}",
        "definition": {"type": INTERACTION, **interaction_definition(spec)},
    }


def _quiz_activity(attempt: Attempt, bank: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": f"{attempt.course}/quizzes/{attempt.quiz}",
        "definition": {"type": ASSESSMENT, "name": {"und": bank["title"]}},
    }


def _course_activity(course: str) -> dict[str, Any]:
    return {"objectType": "Activity", "id": course, "definition": {"type": COURSE}}


def _item_result(
    item: ItemResult, spec: Mapping[str, Any], row: Mapping[str, Any]
) -> dict[str, Any]:
    outcome: dict[str, Any] = {"duration": _duration(row["ms"])}
    if is_well_formed(spec, row["response"]):
        response = response_text(spec, row["response"])
        if response is not None:
            outcome["response"] = response
    if item.score is not None:
        outcome["success"] = item.score == 1
        outcome["score"] = {"scaled": _decimal(item.score)}
    return outcome


def _decimal(score: Fraction) -> float:
    return float(score_text(score))


def _duration(ms: int) -> str:
    """Return milliseconds as ISO 8601 duration to 0.01 seconds (Data 4.6): 9057 -> `PT9.05S`."""
    seconds, rest = divmod(ms // 10, 100)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    return f"PT{seconds}{decimals}S"


def _id(attempt: Attempt, name: str) -> str:
    """Return a UUIDv5 from the whole record: a changed record never gets an old id."""
    return str(uuid5(UUID(attempt.id), f"{attempt.digest}/{name}"))
