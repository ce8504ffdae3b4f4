"""Attacks on the personal link."""

from __future__ import annotations

import hmac
from datetime import timedelta

from tests.records.attacks.case import Attack, files
from tests.records.attacks.signatures import other_spelling
from tests.records.crafting import (
    ISSUED,
    KEY_EXPIRES,
    claims,
    device,
    enrolled,
    forged,
    header,
    hr_key,
    learner,
    public_key,
    ring,
    sign,
    token,
)
from tests.records.samples import NOW, record

from coursewright.generating.canonical import canonical_json
from coursewright.records.encoding import decode_b64url, encode_b64url

ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
MALLORY = hr_key("mallory")
HEAD, BODY, SIGNATURE = token().split(".")


def signed_with_public_key() -> str:
    """Return a token whose key for HMAC is HR's public key, as everybody can make it."""
    public = hr_key().public_key().public_bytes_raw()
    signed = ".".join(
        encode_b64url(canonical_json(part)) for part in (header(alg="HS256"), claims())
    )
    return f"{signed}.{encode_b64url(hmac.digest(public, signed.encode(), 'sha256'))}"


def twin_of_signature() -> str:
    """Return HR's token with s + L instead of s, which careless programs take for right."""
    raw = decode_b64url(SIGNATURE)
    s = int.from_bytes(raw[32:], "little") + ED25519_ORDER
    return f"{HEAD}.{BODY}.{encode_b64url(raw[:32] + s.to_bytes(32, 'little'))}"


def repeated_claim() -> str:
    """Return a token that names two learners, signed by HR's own key."""
    raw = canonical_json(claims())
    return forged(header(), raw[:-1] + b',"sub":"' + learner(2).encode() + b'"}')


ATTACKS = (
    Attack(
        "own-key-under-hrs-name",
        "Somebody makes a link with a key of their own and gives it the name of HR's key.",
        files(enrolled(enrolment=forged(header(), claims(), MALLORY))),
        ("rejected forged-enrolment",),
    ),
    Attack(
        "own-key",
        "Somebody makes a link with a key of their own, under a name of its own.",
        files(enrolled(enrolment=forged(header(kid="k-mallory"), claims(), MALLORY))),
        ("quarantined unknown-key",),
    ),
    Attack(
        "key-inside-the-link",
        "Somebody puts their own public key into the link's header.",
        files(enrolled(enrolment=forged(header(jwk={"kty": "OKP"}), claims(), MALLORY))),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "key-at-an-address",
        "Somebody puts the address of a list of keys into the link's header.",
        files(enrolled(enrolment=forged(header(jku="https://example.net"), claims(), MALLORY))),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "kid-path",
        "Somebody names a file outside the folder of keys as the key.",
        files(enrolled(enrolment=forged(header(kid="../../dev/null"), claims(), MALLORY))),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "alg-none",
        "Somebody makes a link that says it needs no signature.",
        files(enrolled(enrolment=forged(header(alg="none"), claims()).rsplit(".", 1)[0] + ".")),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "hs256-with-the-public-key",
        "Somebody signs a link by HMAC, with HR's public key as the secret.",
        files(enrolled(enrolment=signed_with_public_key())),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "other-type",
        "Somebody uses another token that HR's key has signed as a link.",
        files(enrolled(enrolment=forged(header(typ="JWT"), claims()))),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "learner-changed",
        "A learner writes a colleague's id into their own link.",
        files(enrolled(enrolment=f"{HEAD}.{encode_b64url(canonical_json(claims(2)))}.{SIGNATURE}")),
        ("rejected forged-enrolment",),
    ),
    Attack(
        "link-spelt-otherwise",
        "Somebody changes the unused bits at the end of the link.",
        files(enrolled(enrolment=other_spelling(token()))),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "link-padded",
        "Somebody pads a part of the link.",
        files(enrolled(enrolment=f"{HEAD}=.{BODY}.{SIGNATURE}")),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "two-dots",
        "Somebody puts an empty part into the link.",
        files(enrolled(enrolment=f"{HEAD}..{BODY}.{SIGNATURE}")),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "twin-of-hrs-signature",
        "Somebody turns HR's signature into a second form that careless programs accept.",
        files(enrolled(enrolment=twin_of_signature())),
        ("rejected forged-enrolment",),
    ),
    Attack(
        "claim-twice",
        "Somebody names two learners in one link, in the hope that two programs read two names.",
        files(enrolled(enrolment=repeated_claim())),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "more-claims",
        "Somebody adds a claim to a link.",
        files(enrolled(enrolment=forged(header(), claims(role="admin")))),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "link-of-another-course",
        "A learner uses the personal link of another course.",
        files(enrolled(enrolment=token(aud="https://example.org/other"))),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "revoked-key",
        "Somebody who stole HR's key goes on making links after it was revoked.",
        files(enrolled()),
        ("quarantined key-revoked",),
        keys=ring(public_key(revoked=NOW, reason="stolen laptop")),
    ),
    Attack(
        "stolen-old-key",
        "Somebody finds an expired key and makes a link and an attempt of the time before.",
        files(
            enrolled(
                started="2028-09-01T10:00:00.000Z",
                submitted="2028-09-01T10:05:00.000Z",
                enrolment=token(exp=int(KEY_EXPIRES.timestamp())),
            )
        ),
        ("flagged key-expired",),
        received=KEY_EXPIRES + timedelta(days=30),
    ),
    Attack(
        "link-that-outlives-its-key",
        "Somebody makes a link with HR's key that is valid for longer than the key.",
        files(enrolled(enrolment=token(exp=int(KEY_EXPIRES.timestamp()) + 1))),
        ("rejected bad-enrolment",),
    ),
    Attack(
        "expired-link",
        "A learner goes on with a link that has expired.",
        files(enrolled(enrolment=token(exp=int(ISSUED.timestamp()) + 86_400))),
        ("flagged enrolment-expired",),
    ),
    Attack(
        "link-into-an-older-attempt",
        "A learner puts a new link into an attempt made weeks before, and signs it again.",
        files(enrolled(started="2026-10-15T10:00:00.000Z", submitted="2026-10-15T10:05:00.000Z")),
        ("flagged before-enrolment",),
    ),
    Attack(
        "name-beside-the-link",
        "A learner adds a colleague's name to a record with a link.",
        files(enrolled(declared_name="Olga Ivanova")),
        ("rejected bad-field",),
    ),
    Attack(
        "without-the-link",
        "A learner takes the quiz without their link and types a colleague's name.",
        files(sign(record())),
        ("flagged self-declared without-link",),
    ),
    Attack(
        "lent-link",
        "A friend answers on their own device, with a link that its owner lent them.",
        files(enrolled(1, device(7))),
        ("accepted",),
        is_stopped=False,
    ),
    Attack(
        "lent-link-on-a-known-device",
        "A friend answers with a lent link in the browser where they use their own link.",
        files(enrolled(1, enrolment=token(2)), enrolled(2, responses=record()["responses"][::-1])),
        ("accepted", "accepted"),
        patterns=frozenset({"shared-device"}),
    ),
    Attack(
        "link-of-a-leaver",
        "Somebody who has left the company uses their link, which is still valid.",
        files(enrolled()),
        ("accepted",),
        note="the report marks people who have left",
    ),
)
