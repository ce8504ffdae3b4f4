"""From a received statement to the one an LRS keeps, and what two statements are compared by."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from coursewright.records.ledger import StoredStatement, time_text
from coursewright.records.xapi.actors import identifier_text
from coursewright.records.xapi.formats import read_time
from coursewright.records.xapi.statement_json import write_json
from coursewright.records.xapi.vocabulary import ATTEMPT_EXTENSION, STATEMENT_VERSION, VOIDED

if TYPE_CHECKING:
    from datetime import datetime

LRS_ASSIGNED: Final = ("id", "authority", "stored", "timestamp", "version")
"""What an LRS may set or change (Data 2.3.1)."""


def stored_statement(
    statement: dict[str, Any], statement_id: str, authority: dict[str, Any], now: datetime
) -> StoredStatement:
    """Return what is kept of a checked statement.

    Args:
        statement: as received.
        statement_id: its id, or the one we give it.
        authority: the agent whose credentials brought it.
        now: the time of receipt.
    """
    value = deepcopy(statement)
    value["id"] = statement_id.lower()
    value["stored"] = time_text(now)
    value["authority"] = authority
    value.setdefault("timestamp", value["stored"])
    value.setdefault("version", STATEMENT_VERSION)
    _list_context_activities(value)
    kind = value["object"].get("objectType", "Activity")
    is_voiding = value["verb"]["id"] == VOIDED
    registration = value.get("context", {}).get("registration")
    return StoredStatement(
        id=value["id"],
        digest=comparison_digest(statement),
        stored=now,
        timestamp=read_time(value["timestamp"]) or now,
        verb=value["verb"]["id"],
        activity=value["object"]["id"] if kind == "Activity" else "",
        agent=identifier_text(value["actor"]),
        registration=None if registration is None else registration.lower(),
        statement=write_json(value),
        voids=value["object"]["id"].lower() if is_voiding else None,
    )


def comparison_digest(statement: dict[str, Any]) -> str:
    """Return the sha256 by which two statements with one id are compared (Data 2.3.1).

    What an LRS sets itself, texts of verbs, definitions of activities, the order of members and
    the case of domains play no part; a different spelling of anything else does.
    """
    value = deepcopy(statement)
    for name in LRS_ASSIGNED:
        value.pop(name, None)
    _list_context_activities(value)
    return hashlib.sha256(write_json(_comparable(value))).hexdigest()


def attempt_records(statement: dict[str, Any]) -> list[Any]:
    """Return what a statement carries under our extension: none or one attempt record."""
    extensions = statement.get("result", {}).get("extensions", {})
    return [extensions[ATTEMPT_EXTENSION]] if ATTEMPT_EXTENSION in extensions else []


def _list_context_activities(statement: dict[str, Any]) -> None:
    """Turn single context activities into arrays, as an LRS must return them (Data 2.4.6.2)."""
    for part in (statement, statement["object"]):
        activities = part.get("context", {}).get("contextActivities", {})
        for name, value in activities.items():
            if not isinstance(value, list):
                activities[name] = [value]


def _comparable(value: Any, name: str = "") -> Any:
    """Return a part of a statement without what statements are not compared by."""
    if name == "extensions":
        return _plain(value)
    if isinstance(value, list):
        parts = [_comparable(part, name) for part in value]
        return sorted(parts, key=write_json) if name == "member" else parts
    if not isinstance(value, dict):
        return _plain(value)
    result = {key: _comparable(part, key) for key, part in value.items()}
    if name == "verb":
        result.pop("display", None)
    if "definition" in result and result.get("objectType", "Activity") == "Activity":
        del result["definition"]
    if isinstance(result.get("mbox"), str):
        user, _, domain = result["mbox"].rpartition("@")
        result["mbox"] = f"{user}@{domain.lower()}"
    return result


def _plain(value: Any) -> Any:
    """Return a value in which equal numbers are spelled alike: 1.0 is 1."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
