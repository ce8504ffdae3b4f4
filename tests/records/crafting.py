"""Signed and enrolled records, honest and forged: HR's keys, learners' devices, tokens.

Every key follows from its number, so that a case is the same in each run. Nothing here goes through
the code under test where a forger would not either.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from tests.records.samples import COURSE, record

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.encoding import encode_b64url
from coursewright.records.keys import KeyRing, PublicKey

KEY_CREATED = datetime(2026, 10, 1, tzinfo=UTC)
KEY_EXPIRES = datetime(2028, 10, 1, tzinfo=UTC)
ISSUED = datetime(2026, 11, 1, tzinfo=UTC)
EXPIRES = datetime(2027, 11, 1, tzinfo=UTC)
HR_KID = "k-hr"
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SCHEME = ec.ECDSA(SHA256(), deterministic_signing=True)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser's key."""

    private: ec.EllipticCurvePrivateKey
    value: dict[str, str]
    """The public key as a record holds it."""

    def signature(self, signed: bytes) -> bytes:
        """Return r and s, 32 bytes each, as WebCrypto does."""
        r, s = utils.decode_dss_signature(self.private.sign(signed, _SCHEME))
        return r.to_bytes(32) + s.to_bytes(32)


@cache
def device(number: int = 1) -> Device:
    """Return the device with a number."""
    private = ec.derive_private_key(
        int.from_bytes(hashlib.sha256(b"device %d" % number).digest()) % P256_ORDER, ec.SECP256R1()
    )
    point = private.public_key().public_numbers()
    value = {"x": encode_b64url(point.x.to_bytes(32)), "y": encode_b64url(point.y.to_bytes(32))}
    return Device(private, value)


@cache
def hr_key(name: str = HR_KID) -> Ed25519PrivateKey:
    """Return the private key with a name: HR's, or that of somebody who would like to be."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def public_key(kid: str = HR_KID, **changes: Any) -> PublicKey:
    """Return an entry of HR's list."""
    fields = {"created": KEY_CREATED, "expires": KEY_EXPIRES, **changes}
    return PublicKey(kid, hr_key(kid).public_key().public_bytes_raw(), **fields)


def ring(*keys: PublicKey) -> KeyRing:
    """Return HR's list; by default with one valid key."""
    return KeyRing(keys or (public_key(),))


def learner(number: int = 1) -> str:
    """Return the opaque id of a learner."""
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return (
        "p-" + "".join(letters[byte % 32] for byte in hashlib.sha256(b"%d" % number).digest())[:20]
    )


@cache
def token(number: int = 1, kid: str = HR_KID, **changes: Any) -> str:
    """Return the token of a learner's personal link, as HR signs it."""
    payload = claims(number, **changes)
    jti = hashlib.sha256(canonical_json([kid, payload])).digest()[:16]
    return forged(header(kid=kid), {**payload, "jti": encode_b64url(jti)}, hr_key(kid))


def claims(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Return the payload of a token, to be changed and signed by a forger."""
    value = {
        "aud": COURSE,
        "exp": int(EXPIRES.timestamp()),
        "iat": int(ISSUED.timestamp()),
        "iss": "HR of Example",
        "jti": encode_b64url(bytes(16)),
        "lang": "en",
        "path": "core",
        "sub": learner(number),
    }
    return {**value, **changes}


def header(**changes: Any) -> dict[str, Any]:
    """Return the header of a token, to be changed by a forger."""
    return {"alg": "EdDSA", "kid": HR_KID, "typ": "enrol+jws", **changes}


def forged(head: Any, payload: Any, key: Ed25519PrivateKey | None = None) -> str:
    """Return a token of any header and payload, signed with any key; by default with HR's own."""
    raw = [part if isinstance(part, bytes) else canonical_json(part) for part in (head, payload)]
    signed = ".".join(map(encode_b64url, raw))
    return f"{signed}.{encode_b64url((key or hr_key()).sign(signed.encode()))}"


def sign(value: dict[str, Any], by: Device | None = None) -> dict[str, Any]:
    """Return a record with the device key and the signature of a device."""
    by = by or device()
    unsigned = {name: part for name, part in value.items() if name != "sig"}
    unsigned["device"] = by.value
    return {**unsigned, "sig": encode_b64url(by.signature(canonical_json(unsigned)))}


def enrolled(number: int = 1, by: Device | None = None, **changes: Any) -> dict[str, Any]:
    """Return a signed record of learner 1, made with HR's link; `number` makes its id unique."""
    fields = {"enrolment": token(), "declared_name": None, **changes}
    return sign(record(number, **fields), by)


def chain(*changes: dict[str, Any], by: Device | None = None) -> list[dict[str, Any]]:
    """Return enrolled records that follow each other; one for each set of changes."""
    records: list[dict[str, Any]] = []
    for number, change in enumerate(changes, start=1):
        before = digest(records[-1]) if records else None
        fields = {"seq": number, "previous": before, **change}
        records.append(enrolled(number, by, **fields))
    return records
