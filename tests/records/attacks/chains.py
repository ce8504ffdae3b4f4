"""Attacks that only several records together show: replays, withheld attempts, copies."""

from __future__ import annotations

from tests.records.attacks.case import Attack, files
from tests.records.crafting import chain, device, enrolled, token
from tests.records.samples import record

from coursewright.generating.canonical import digest

FIRST, SECOND, THIRD = chain(
    {"responses": record()["responses"][:2]}, {"responses": record()["responses"][1:]}, {}
)
OTHERS = record()["responses"][::-1]
DRAW = "flagged draw-differs"


def points_to_itself() -> dict[str, object]:
    """Return a record that names its own digest, as far as one can know it beforehand."""
    return enrolled(2, seq=2, previous=digest(enrolled(2, seq=2, previous=None)))


ATTACKS = (
    Attack(
        "replay",
        "A learner hands in the same record again.",
        files(enrolled(), enrolled()),
        ("accepted", "accepted"),
        imported=("accepted", "duplicate"),
    ),
    Attack(
        "same-id-other-content",
        "A learner hands in a better attempt under the id of an earlier one.",
        files(enrolled(1), enrolled(1, responses=OTHERS)),
        ("accepted", "accepted"),
        imported=("accepted", "quarantined conflict"),
    ),
    Attack(
        "failed-attempt-withheld",
        "A learner keeps back a failed attempt and hands in the next one.",
        files(FIRST, THIRD),
        (DRAW, "accepted"),
        patterns=frozenset({"chain-gap"}),
    ),
    Attack(
        "first-attempts-withheld",
        "A learner cuts the chain and says that the fifth attempt follows nothing.",
        files(enrolled(1, seq=5, previous=None)),
        ("accepted",),
        patterns=frozenset({"chain-gap"}),
    ),
    Attack(
        "number-jumps",
        "A learner names the right predecessor and skips numbers.",
        files(FIRST, enrolled(2, seq=7, previous=digest(FIRST))),
        (DRAW, "accepted"),
        patterns=frozenset({"chain-gap"}),
    ),
    Attack(
        "previous-is-itself",
        "A learner makes a record that names itself as its predecessor.",
        files(points_to_itself()),
        ("accepted",),
        patterns=frozenset({"chain-gap"}),
    ),
    Attack(
        "previous-of-a-colleague",
        "A learner names a colleague's record as the one before, to hide a gap.",
        files(
            FIRST,
            enrolled(2, device(2), enrolment=token(2), seq=2, previous=digest(FIRST)),
        ),
        (DRAW, "accepted"),
        patterns=frozenset({"chain-gap"}),
    ),
    Attack(
        "browser-put-back",
        "A learner restores the browser's data from before a failed attempt and tries again.",
        files(FIRST, SECOND, enrolled(3, seq=2, previous=digest(FIRST))),
        (DRAW, DRAW, "accepted"),
        patterns=frozenset({"chain-fork"}),
    ),
    Attack(
        "cleared-in-between",
        "A learner clears the course's data in the browser after a failed attempt.",
        files(FIRST, enrolled(2)),
        (DRAW, "accepted"),
        patterns=frozenset({"chain-restart"}),
    ),
    Attack(
        "other-browser",
        "A learner fails in one browser and begins anew in another, or clears all of its data.",
        files(FIRST, enrolled(2, device(2))),
        (DRAW, "accepted"),
        patterns=frozenset({"several-devices"}),
    ),
    Attack(
        "colleagues-responses",
        "A learner copies a colleague's responses and times, and signs them with their own link.",
        files(enrolled(1), enrolled(2, device(2), enrolment=token(2))),
        ("accepted", "accepted"),
        patterns=frozenset({"identical-responses"}),
    ),
)
