"""Device keys and signatures: ES256 (RFC 7518 section 3.4) as WebCrypto makes them.

A device signature says that the record was made where the device's key lives, and was not changed
since. It says nothing about who that was.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from coursewright.generating.canonical import canonical_json
from coursewright.records.encoding import decode_b64url, encode_b64url

if TYPE_CHECKING:
    from collections.abc import Mapping

COORDINATE_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_CURVE: Final = ec.SECP256R1()
_SCHEME: Final = ec.ECDSA(SHA256())


def read_device(value: Any) -> tuple[bytes, bytes] | None:
    """Return the coordinates x and y of a record's `device`; None where it is no such object.

    Whether they are a point of the curve is found when the signature is checked.
    """
    if not isinstance(value, dict) or value.keys() != {"x", "y"}:
        return None
    try:
        x, y = (decode_b64url(value[name]) for name in ("x", "y"))
    except (TypeError, ValueError):
        return None
    return (x, y) if len(x) == len(y) == COORDINATE_BYTES else None


def read_signature(text: str) -> bytes | None:
    """Return the 64 bytes r‖s of a record's `sig`; None where it is no such text."""
    try:
        raw = decode_b64url(text)
    except ValueError:
        return None
    return raw if len(raw) == SIGNATURE_BYTES else None


def thumbprint(device: tuple[bytes, bytes]) -> str:
    """Return the name of a device: the JWK thumbprint of its public key (RFC 7638 section 3)."""
    x, y = map(encode_b64url, device)
    jwk = {"crv": "P-256", "kty": "EC", "x": x, "y": y}
    return encode_b64url(hashlib.sha256(canonical_json(jwk)).digest())


def signed_bytes(record: Mapping[str, Any]) -> bytes:
    """Return what a record's signature is over: its canonical JSON without `sig`."""
    return canonical_json({name: value for name, value in record.items() if name != "sig"})


def is_signed_by(device: tuple[bytes, bytes], signature: bytes, signed: bytes) -> bool:
    """Say whether a signature is right.

    Args:
        device: the coordinates of the public key, 32 bytes each.
        signature: r‖s, 64 bytes (RFC 7518 section 3.4). Both s and n minus s are right:
            WebCrypto gives either, so that neither can be refused.
        signed: what was signed.
    """
    key = _public_key(device)
    if key is None:
        return False
    r, s = (int.from_bytes(part) for part in (signature[:32], signature[32:]))
    try:
        key.verify(utils.encode_dss_signature(r, s), signed, _SCHEME)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=4_096)
def _public_key(device: tuple[bytes, bytes]) -> ec.EllipticCurvePublicKey | None:
    """Return the key, or None where the coordinates are no point of P-256."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, b"\x04" + b"".join(device))
    except ValueError:
        return None
