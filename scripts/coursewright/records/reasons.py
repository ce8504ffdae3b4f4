"""Every reason and flag a record can get, with the sentence HR reads."""

from __future__ import annotations

from typing import Final

FLAGS: Final[dict[str, str]] = {
    "unsigned": (
        "The record carries no device signature, so a changed file cannot be told from the "
        "original. Browsers sign only on pages with https; older records are not signed at all."
    ),
    "self-declared": (
        "The learner typed this name; no personal link from HR vouches for it. Equal names are "
        "shown as one learner."
    ),
    "no-name": (
        "The attempt says no name. Unless another record of the same browser profile gives one, it "
        "stands as a learner of its own."
    ),
    "name-inferred": (
        "The attempt says no name; it was found in a later record of the same browser profile, or "
        "on the training record it came in."
    ),
    "without-link": (
        "You use personal links, and this record was made without one. Ask the learner to open "
        "their link and do the quiz again."
    ),
    "enrolment-expired": (
        "The personal link had expired when the attempt was submitted. Send the learner a new one."
    ),
    "before-enrolment": (
        "The attempt was started more than a day before the personal link was made. Perhaps the "
        "device's clock is wrong, or the link was put into an older record."
    ),
    "key-expired": (
        "The record arrived after the key of its personal link had expired. A late delivery "
        "explains it, and so does a link made with an old copy of the key."
    ),
    "no-attestation": "The learner did not confirm that the work is their own.",
    "draw-differs": (
        "The record does not list as many items as the quiz draws. Missing items count as 0."
    ),
    "path-differs": (
        "The quiz was drawn for another path than the personal link names. Perhaps the path was "
        "changed after the link was sent; else the learner should do the quiz again by their link."
    ),
    "malformed-response": "At least one response has an impossible form; it counts as 0.",
    "clock-backwards": "The attempt was submitted before it was started, by the device's clock.",
    "clock-ahead": "The device's clock was ahead of ours; the time of import is used instead.",
    "very-fast": "On average less than two seconds per item.",
    "chain-gap": (
        "An earlier record of the same browser has not arrived. It may still come, or was withheld."
    ),
    "chain-fork": (
        "Two records say that they follow the same earlier one. The browser's data was copied or "
        "put back to an older state in between."
    ),
    "chain-restart": (
        "The learner's records on this device begin more than once: something was cleared in "
        "between, perhaps with attempts that never arrived."
    ),
    "shared-device": (
        "Different people's personal links were used in the same browser. On a shared computer "
        "that is to be expected."
    ),
    "several-devices": (
        "The learner's records come from more than one browser. A phone and a computer explain it, "
        "and so does clearing the browser's data."
    ),
    "identical-responses": (
        "Another learner gave exactly the same responses in exactly the same times, to the "
        "thousandth of a second: one record looks like a copy of the other."
    ),
}

ORDINARY: Final = frozenset({"unsigned", "self-declared"})
"""Flags that say how records without a personal link work; nobody has to look at them there."""

_WITHOUT_LINK: Final = frozenset({"self-declared", "no-name", "name-inferred"})
"""Every record without a personal link carries one of these."""

QUARANTINE: Final[dict[str, str]] = {
    "unknown-version": (
        "The course folder does not have this version of the quiz. Get the present course folder "
        "with quizzes/.archive from the trainer and import again."
    ),
    "wrong-course": (
        "The record belongs to another course. Import it with the folder of that course."
    ),
    "unknown-key": (
        "Its personal link was made with a key that your list of keys does not have. If a "
        "colleague makes links too, put their key into keys.json and import again."
    ),
    "key-revoked": (
        "It arrived after the key of its personal link was revoked. Send the learner a new link; a "
        "new attempt with it settles the matter."
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
    "bad-signature": f"The device's signature does not fit the record. {_DAMAGED}",
    "bad-enrolment": (
        "Its personal link is damaged, or was made for another course. Send the learner the link "
        "again; a new attempt with it settles the matter."
    ),
    "forged-enrolment": (
        "Its personal link names one of your keys, and was not signed with it: somebody made or "
        "changed it. Talk to the person who sent the record."
    ),
    "item-not-in-bank": f"It lists an item that this version of the quiz does not have. {_DAMAGED}",
    "item-twice": f"It lists an item twice. {_DAMAGED}",
}


def remarkable(flags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the flags that are worth a person's look.

    With a personal link everything can be signed, so that a missing signature is worth one; a name
    that anybody could type is no better for being signed.
    """
    if _WITHOUT_LINK.isdisjoint(flags):
        return flags
    return tuple(flag for flag in flags if flag not in ORDINARY)


def sentence(reason: str) -> str:
    """Return the sentence of a reason or flag; the code itself for one we do not know."""
    return FLAGS.get(reason) or QUARANTINE.get(reason) or REJECTIONS.get(reason) or reason
