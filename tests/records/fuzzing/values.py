"""Odd values: every JSON type, edges of numbers, texts and times, and nesting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.records.fuzzing.world import GENUINE, STRATA

if TYPE_CHECKING:
    from random import Random

LINKS: Final = tuple(GENUINE)
ITEMS: Final = tuple(item for row in STRATA for item in row["items"])
TEXTS: Final = (
    "",
    " ",
    "none",
    "a",
    "b",
    "true",
    "false",
    "sorry",
    "Sorry.",
    "s\u00f3rry",
    "Berg",
    "berg",
    "8",
    " 8.0 ",
    "7'",
    "8.51",
    "1e1",
    "\u0668",
    "null",
    "\u202eabc",
    "\ufb01",
    "\U0001f600",
    "\x00",
    "__proto__",
    "../../x",
    "x" * 201,
    "x" * 4_001,
    "a\nb",
    "\ud800",
)
NUMBERS: Final = (0, 1, -1, 2, 3, 2**31, 2**31 + 1, 2**53, 10**15, 10**20, -(10**16), 1.5, 1e400)
TIMES: Final = (
    "2026-11-21T10:00:00.000Z",
    "2026-11-21T10:00:01.000Z",
    "2026-11-21T10:05:00.000Z",
    "2026-11-22T12:09:00.000Z",
    "2026-11-22T12:11:00.000Z",
    "2026-10-15T10:00:00.000Z",
    "2029-01-01T00:00:00.000Z",
    "0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
    "2026-02-30T10:00:00.000Z",
    "2026-11-21T24:00:00.000Z",
    "2026-11-21T10:00:60.000Z",
    "2026-11-21T10:00:00Z",
    "2026-11-21T10:00:00.000+01:00",
)
ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def junk(rng: Random, depth: int = 0) -> Any:
    """Return any JSON value, and some that are none."""
    kind = rng.randrange(9 if depth < 3 else 5)
    if kind <= 1:
        return rng.choice(TEXTS)
    if kind == 2:
        return rng.choice(NUMBERS)
    if kind <= 4:
        return rng.choice((None, True, False))
    if kind <= 6:
        return [junk(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind == 7:
        keys = ("x", "y", "item", "sig", "__proto__", "a", "", "schema")
        return {rng.choice(keys): junk(rng, depth + 1) for _ in range(rng.randrange(4))}
    return nested(rng)


def nested(rng: Random) -> Any:
    """Return a value that is nested deep, or wide."""
    value: Any = rng.choice((None, "a", 1))
    for _ in range(rng.choice((3, 11, 13, 40))):
        value = [value] if rng.random() < 0.5 else {"a": value}
    return value if rng.random() < 0.8 else ["a"] * 501
