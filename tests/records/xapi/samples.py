"""A statement that uses everything, to be changed by tests."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

ID = "12345678-1234-4678-9234-567812345678"
OTHER_ID = "e05aa883-acaf-40ad-bf54-02c8ce485fb0"
AGENT: dict[str, Any] = {"objectType": "Agent", "mbox": "mailto:a@example.com"}
ACTIVITY: dict[str, Any] = {"id": "https://example.org/activity"}
VERB = "http://adlnet.gov/expapi/verbs/passed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def simple(**changes: Any) -> dict[str, Any]:
    """Return the smallest statement."""
    value = {"actor": AGENT, "verb": {"id": VERB}, "object": ACTIVITY}
    return deepcopy({**value, **changes})


def full() -> dict[str, Any]:
    """Return a statement with every property of part two, section 2.4, but attachments."""
    group = {
        "objectType": "Group",
        "name": "Team",
        "member": [
            {"name": "B", "account": {"homePage": "https://example.org", "name": "b"}},
            {"mbox_sha1sum": "0" * 40},
            {"openid": "https://example.org/c"},
        ],
    }
    value = {
        "id": ID,
        "actor": {**AGENT, "name": "A"},
        "verb": {"id": VERB, "display": {"en-US": "passed", "fr": "a réussi"}},
        "object": {
            "objectType": "Activity",
            "id": "https://example.org/activity/é",
            "definition": {
                "name": {"en": "Activity"},
                "description": {"zh-Hans-CN": "x", "de-CH-1996": "y"},
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "moreInfo": "https://example.org/more",
                "interactionType": "matching",
                "correctResponsesPattern": ["a[.]1"],
                "source": [{"id": "a", "description": {"en": "A"}}],
                "target": [{"id": "1"}],
                "extensions": {"https://example.org/e": {"free": [None, 1.5, True]}},
            },
        },
        "result": {
            "score": {"scaled": 0.95, "raw": 95, "min": 0, "max": 100},
            "success": True,
            "completion": True,
            "response": "a[.]1",
            "duration": "PT1H30M5.25S",
            "extensions": {"urn:x:y": None},
        },
        "context": {
            "registration": OTHER_ID,
            "instructor": group,
            "team": {"objectType": "Group", "mbox": "mailto:team@example.com"},
            "contextActivities": {
                "parent": {"id": "https://example.org/parent"},
                "grouping": [{"id": "https://example.org/g1"}, {"id": "https://example.org/g2"}],
                "category": [],
                "other": {"objectType": "Activity", "id": "tag:example.org,2026:other"},
            },
            "revision": "1",
            "platform": "web",
            "language": "en-GB",
            "statement": {"objectType": "StatementRef", "id": OTHER_ID},
            "extensions": {"https://example.org/x": "y"},
        },
        "timestamp": "2026-11-21T10:00:00.123+01:00",
        "stored": "2026-11-21T10:00:01Z",
        "authority": AGENT,
        "version": "1.0.3",
    }
    return deepcopy(value)


def changed(path: str, value: Any, base: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the full statement with one place changed.

    Args:
        path: keys by dots, numbers for arrays; the last may be new.
        value: what to put there; `...` removes it.
        base: another statement to begin with.
    """
    statement = deepcopy(full() if base is None else base)
    *keys, last = (int(key) if key.isdigit() else key for key in path.split("/"))
    place: Any = statement
    for key in keys:
        place = place[key]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return statement
