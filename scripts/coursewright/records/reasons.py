"""Every reason and flag a record can get, with the sentence HR reads."""

from __future__ import annotations

from typing import Final

FLAGS: Final[dict[str, str]] = {
    "unsigned": (
        "The record carries no device signature, so a changed file cannot be told from the "
        "original. So far this is true of every record."
    ),
    "self-declared": (
        "The learner typed this name; no personal link from HR vouches for it. Equal names are "
        "shown as one learner. So far this is true of every record with a name."
    ),
    "no-name": (
        "The attempt says no name. Unless another record of the same browser profile gives one, it "
        "stands as a learner of its own."
    ),
    "name-inferred": (
        "The attempt says no name; it was found in a later record of the same browser profile, or "
        "on the training record it came in."
    ),
    "enrolment-unchecked": "The record carries a personal link that this version cannot verify.",
    "no-attestation": "The learner did not confirm that the work is their own.",
    "draw-differs": (
        "The record does not list as many items as the quiz draws. Missing items count as 0."
    ),
    "malformed-response": "At least one response has an impossible form; it counts as 0.",
    "clock-backwards": "The attempt was submitted before it was started, by the device's clock.",
    "clock-ahead": "The device's clock was ahead of ours; the time of import is used instead.",
    "very-fast": "On average less than two seconds per item.",
    "chain-gap": (
        "An earlier record of the same device has not arrived. It may still come, or was withheld."
    ),
}

ORDINARY: Final = frozenset({"unsigned", "self-declared"})
"""Flags that say how records work so far. They are kept, but nobody has to look at them."""

QUARANTINE: Final[dict[str, str]] = {
    "unknown-version": (
        "The course folder does not have this version of the quiz. Get the present course folder "
        "with quizzes/.archive from the trainer and import again."
    ),
    "wrong-course": (
        "The record belongs to another course. Import it with the folder of that course."
    ),
    "conflict": (
        "Two records carry the same attempt number and differ. Neither is counted. Talk to the "
        "learner; a new attempt settles it."
    ),
}

_NOT_OURS: Final = "Ask for the file training-record.json."
_DAMAGED: Final = "The record was changed or damaged. Ask the learner to download it again."

REJECTIONS: Final[dict[str, str]] = {
    "not-utf8": f"This is no text file, perhaps a spreadsheet, a picture or a PDF. {_NOT_OURS}",
    "not-json": f"This is no training record, or only a part of one. {_NOT_OURS}",
    "not-a-record": f"This is no training record. {_NOT_OURS}",
    "unknown-schema": f"This file is of another kind, or of a newer version. {_NOT_OURS}",
    "too-large": f"The file is larger than any training record. {_NOT_OURS}",
    "too-many": f"The file holds more attempts than any training record. {_NOT_OURS}",
    "empty": "The training record holds no attempts: the learner has not finished a quiz yet.",
    "missing-field": _DAMAGED,
    "bad-field": _DAMAGED,
    "bad-text": _DAMAGED,
    "duplicate-key": _DAMAGED,
    "not-an-integer": _DAMAGED,
    "number-too-large": _DAMAGED,
    "too-deep": _DAMAGED,
    "item-not-in-bank": f"It lists an item that this version of the quiz does not have. {_DAMAGED}",
    "item-twice": f"It lists an item twice. {_DAMAGED}",
}


def remarkable(flags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the flags that are worth a person's look."""
    return tuple(flag for flag in flags if flag not in ORDINARY)


def sentence(reason: str) -> str:
    """Return the sentence of a reason or flag; the code itself for one we do not know."""
    return FLAGS.get(reason) or QUARANTINE.get(reason) or REJECTIONS.get(reason) or reason
