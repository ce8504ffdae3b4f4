"""The small world that fuzzing happens in: one course, its banks, HR's keys, links and devices."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Final

from tests.records.crafting import device, public_key, ring, sign, token
from tests.records.samples import COURSE, VERSION, bank, record

from coursewright.records.banks import Banks
from coursewright.records.verify import Authority

NOW: Final = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ARCHIVED: Final = "f" * 32
OTHER_COURSE: Final = "https://example.org/other"
DAY_S: Final = 86_400

_SPEC: Final = {"hash": "0" * 12, "points": 1, "objective": "m01.o1", "shuffle": True, "stem": "?"}
_ITEMS: Final[dict[str, dict[str, Any]]] = {
    "final/single": {
        "interaction": "choice",
        "options": ["a", "b", "c"],
        "multiple": False,
        "points": 2,
        "key": {"credits": {"a": "1", "b": "1/2", "c": "0"}},
    },
    "final/yes": {
        "interaction": "true-false",
        "options": ["true", "false"],
        "multiple": False,
        "key": {"credits": {"true": "0", "false": "1"}},
    },
    "final/multi": {
        "interaction": "choice",
        "options": ["a", "b", "c", "d"],
        "multiple": True,
        "points": 3,
        "key": {"key": ["a", "c"]},
    },
    "final/order": {
        "interaction": "sequencing",
        "elements": ["a", "b", "c", "d"],
        "key": {"order": ["c", "a", "d", "b"]},
    },
    "final/match": {
        "interaction": "matching",
        "sources": ["p", "q", "r"],
        "targets": ["x", "y", "z", "w"],
        "key": {"pairs": {"p": "x", "q": "y", "r": "z"}},
    },
    "final/gap": {
        "interaction": "fill-in",
        "blanks": 2,
        "key": {
            "blanks": [
                {"accepted": ["sorry"], "exact": False},
                {"accepted": ["Berg"], "exact": True},
            ]
        },
    },
    "final/number": {
        "interaction": "numeric",
        "blanks": 1,
        "points": 2,
        "key": {"blanks": [{"low": "7.5", "high": "8.5"}]},
    },
    "final/mood": {"interaction": "likert", "statements": ["a"], "scale": 5, "key": None},
}
STRATA: Final = (
    {"count": 3, "items": ["final/single", "final/yes", "final/multi", "final/order"]},
    {"count": 3, "items": ["final/match", "final/gap", "final/number"]},
    {"count": 1, "items": ["final/mood"]},
)
POINTS: Final = {name: item.get("points", 1) for name, item in _ITEMS.items() if item["key"]}
MASTERY: Final = {VERSION: "0.8", ARCHIVED: "0.5"}
RESPONSES: Final = (
    {"item": "final/multi", "response": ["a", "c"], "ms": 9000},
    {"item": "final/single", "response": "b", "ms": 8000},
    {"item": "final/order", "response": ["c", "a", "b", "d"], "ms": 20000},
    {"item": "final/gap", "response": [" SORRY! ", "Berg"], "ms": 12000},
    {"item": "final/match", "response": [["p", "x"], ["q", "z"]], "ms": 15000},
    {"item": "final/number", "response": ["8,25"], "ms": 7000},
    {"item": "final/mood", "response": [["a", 4]], "ms": 3000},
)


def _bank(**changes: Any) -> dict[str, Any]:
    items = {name: {**_SPEC, **item} for name, item in _ITEMS.items()}
    return bank(items=items, strata=[dict(row) for row in STRATA], **changes)


KEYS: Final = ring(
    public_key(),
    public_key("k-revoked", revoked=datetime(2026, 11, 20, tzinfo=UTC), reason="lost"),
    public_key("k-later", revoked=datetime(2026, 11, 23, tzinfo=UTC), reason="lost"),
    public_key("k-expired", expires=datetime(2026, 11, 21, 18, 0, tzinfo=UTC)),
)
AUTHORITY: Final = Authority(
    COURSE,
    Banks(
        (
            _bank(mastery_score=MASTERY[VERSION]),
            _bank(version=ARCHIVED, mastery_score=MASTERY[ARCHIVED]),
            _bank(quiz="foreign", course=OTHER_COURSE),
        ),
        (),
    ),
    KEYS,
)
_TODAY: Final = int(NOW.timestamp())
# token -> what HR signed in it; a record with any other token must never be counted.
GENUINE: Final[dict[str, dict[str, Any]]] = {
    text: claims
    for kid, claims in (
        ("k-hr", {"sub_number": 1}),
        ("k-hr", {"sub_number": 2}),
        ("k-hr", {"sub_number": 3, "exp": _TODAY - 2 * DAY_S}),
        ("k-hr", {"sub_number": 4, "iat": _TODAY + 2 * DAY_S}),
        ("k-later", {"sub_number": 5}),
        ("k-expired", {"sub_number": 6, "exp": _TODAY - DAY_S}),
    )
    for number in (claims.pop("sub_number"),)
    for text in (token(number, kid, **claims),)
}
# Signed by HR all the same, and yet good for nothing here.
USELESS: Final = (
    token(1, aud=OTHER_COURSE),
    token(1, "k-revoked"),
    token(1, "k-expired", exp=_TODAY + 300 * DAY_S),
)


def honest_records() -> tuple[dict[str, Any], ...]:
    """Return what mutations begin with: every kind of record there is."""
    common: dict[str, Any] = {"responses": [dict(row) for row in RESPONSES]}
    links = list(GENUINE)
    enrolled = [{"enrolment": link, "declared_name": None} for link in links]
    typed = [{"declared_name": "Anna Berg"}, {"declared_name": None}]
    signed = [
        sign(record(number, **common, **fields), device(number % 3))
        for number, fields in enumerate([*enrolled, enrolled[0], *typed], start=1)
    ]
    unsigned = [
        record(50, **common, **typed[0]),
        record(51, **common, **typed[1], device=None),
        record(52, **common, **enrolled[0], device=None),
    ]
    return (*signed, *unsigned)


HONEST: Final = tuple(json.dumps(each) for each in honest_records())
