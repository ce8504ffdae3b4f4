"""Attacks on the device signature."""

from __future__ import annotations

from typing import Any

from tests.records.attacks.case import Attack, files
from tests.records.crafting import P256_ORDER, device, enrolled, sign, token

from coursewright.records.encoding import decode_b64url, encode_b64url

HONEST = enrolled()
R, S = (int.from_bytes(decode_b64url(HONEST["sig"])[at : at + 32]) for at in (0, 32))
X = HONEST["device"]["x"]


def changed(**fields: Any) -> dict[str, Any]:
    """Return the honest record with other fields and its old signature."""
    return {**HONEST, **fields}


def rs(r: int, s: int) -> str:
    """Return a signature of two numbers."""
    return encode_b64url(r.to_bytes(32) + s.to_bytes(32))


def with_key(**coordinates: Any) -> dict[str, Any]:
    """Return the honest record with another public key."""
    return changed(device={**HONEST["device"], **coordinates})


def other_spelling(text: str) -> str:
    """Return a text that careless decoders read as the same bytes: the unused bits differ."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return text[:-1] + alphabet[alphabet.index(text[-1]) + 1]


RIGHT = [{**row, "ms": row["ms"] + 1} for row in HONEST["responses"]]

ATTACKS = (
    Attack(
        "response-changed-after-signing",
        "A learner changes the responses in a signed file.",
        files(changed(responses=RIGHT)),
        ("rejected bad-signature",),
    ),
    Attack(
        "score-into-a-signed-record",
        "Somebody adds a score to a signed record.",
        files(changed(score="1.0000")),
        ("rejected bad-signature",),
    ),
    Attack(
        "time-changed-after-signing",
        "A learner moves the hand-in of a signed record before the deadline.",
        files(changed(submitted="2026-11-20T10:05:00.000Z")),
        ("rejected bad-signature",),
    ),
    Attack(
        "link-swapped-after-signing",
        "A learner puts their own link into a colleague's signed record.",
        files(changed(enrolment=token(2))),
        ("rejected bad-signature",),
    ),
    Attack(
        "signature-stripped",
        "A learner takes the signature out of a record and changes the responses.",
        files(changed(sig="none", responses=RIGHT)),
        ("rejected bad-signature",),
    ),
    Attack(
        "signature-and-key-stripped",
        "A learner takes out the signature and the device key, and changes the responses.",
        files(changed(sig="none", device=None, responses=RIGHT)),
        ("flagged unsigned",),
    ),
    Attack(
        "key-without-signature-field",
        "Somebody leaves the field of the signature away.",
        files({name: value for name, value in HONEST.items() if name != "sig"}),
        ("rejected missing-field",),
    ),
    Attack(
        "device-key-swapped",
        "Somebody puts another device's public key into a signed record.",
        files(changed(device=device(2).value)),
        ("rejected bad-signature",),
    ),
    Attack(
        "signature-of-another-record",
        "Somebody uses the signature of another record of the same device.",
        files(changed(sig=enrolled(2)["sig"])),
        ("rejected bad-signature",),
    ),
    Attack(
        "high-s",
        "Somebody turns the signature into its twin (r, n minus s), which is as right as the "
        "first, so that the record has another digest.",
        files(HONEST, changed(sig=rs(R, P256_ORDER - S))),
        ("accepted", "accepted"),
        imported=("accepted", "quarantined conflict"),
    ),
    Attack(
        "r-and-s-zero",
        "Somebody signs with zeros, which careless programs take for right.",
        files(changed(sig=rs(0, 0))),
        ("rejected bad-signature",),
    ),
    Attack(
        "s-beyond-the-order",
        "Somebody uses numbers as large as the order of the curve.",
        files(changed(sig=rs(P256_ORDER, P256_ORDER))),
        ("rejected bad-signature",),
    ),
    Attack(
        "der-signature",
        "Somebody hands in the signature in the form of another standard.",
        files(changed(sig=encode_b64url(b"\x30\x44\x02\x20" + R.to_bytes(32) + b"\x02\x20" * 2))),
        ("rejected bad-signature",),
    ),
    Attack(
        "signature-spelt-otherwise",
        "Somebody changes the unused bits at the end of the signature's text.",
        files(changed(sig=other_spelling(HONEST["sig"]))),
        ("rejected bad-signature",),
    ),
    Attack(
        "signature-padded",
        "Somebody pads the signature's text.",
        files(changed(sig=HONEST["sig"] + "==")),
        ("rejected bad-signature",),
    ),
    Attack(
        "point-not-on-the-curve",
        "Somebody names a public key that is no point of the curve.",
        files(with_key(y=encode_b64url(bytes(31) + b"\x01"))),
        ("rejected bad-signature",),
    ),
    Attack(
        "point-at-zero",
        "Somebody names the point (0, 0) as public key.",
        files(with_key(x=encode_b64url(bytes(32)), y=encode_b64url(bytes(32)))),
        ("rejected bad-signature",),
    ),
    Attack(
        "key-with-more-fields",
        "Somebody adds fields to the public key, such as another curve.",
        files(sign({**HONEST, "device": None}) | {"device": {**HONEST["device"], "crv": "P-521"}}),
        ("rejected bad-field",),
    ),
    Attack(
        "long-coordinates",
        "Somebody writes a coordinate with a leading zero byte, so that one key has two names.",
        files(with_key(x=encode_b64url(b"\x00" + decode_b64url(X)))),
        ("rejected bad-field",),
    ),
    Attack(
        "coordinates-spelt-otherwise",
        "Somebody changes the unused bits at the end of a coordinate's text.",
        files(with_key(x=other_spelling(X))),
        ("rejected bad-field",),
    ),
)
