"""Compact JWS (RFC 7515), strictly: one spelling only, and nothing in it decides how it is checked.

This module takes tokens apart and puts them together. Which algorithm, type and key are right is
pinned by whoever uses it; a token is never asked (RFC 8725 sections 3.1 and 3.11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coursewright.generating.canonical import canonical_json
from coursewright.records.encoding import decode_b64url, encode_b64url
from coursewright.records.strict_json import RecordError, read_strict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_TOKEN: Final = 4_000
"""Characters; a personal link has about 400."""


class JwsError(Exception):
    """A text that is no compact JWS in our one spelling; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class CompactJws:
    """A token taken apart. Nothing in it is vouched for before its signature is checked."""

    header: dict[str, Any]
    payload: dict[str, Any]
    signed: bytes
    """What the signature is over: `BASE64URL(header) . BASE64URL(payload)` (section 5.2)."""
    signature: bytes


def write_compact(
    header: Mapping[str, Any], payload: Mapping[str, Any], sign: Callable[[bytes], bytes]
) -> str:
    """Return the compact serialisation (RFC 7515 section 7.1) of a signed payload.

    Args:
        header: the protected header; it becomes canonical JSON, like the payload.
        payload: the claims.
        sign: returns the signature over the bytes it is given.
    """
    parts = [encode_b64url(canonical_json(dict(part))) for part in (header, payload)]
    signed = ".".join(parts)
    return f"{signed}.{encode_b64url(sign(signed.encode('ascii')))}"


def read_compact(token: str) -> CompactJws:
    """Take a token apart without checking its signature.

    Raises:
        JwsError: too long, not three parts, not strict base64url, or JSON that is not canonical.
    """
    if len(token) > MAX_TOKEN:
        raise JwsError("the token is too long")
    parts = token.split(".")
    if len(parts) != 3:
        raise JwsError("the token does not have three parts")
    try:
        header, payload, signature = (decode_b64url(part) for part in parts)
    except ValueError as error:
        raise JwsError("a part of the token is not base64url") from error
    signed = f"{parts[0]}.{parts[1]}".encode("ascii")
    return CompactJws(_read_object(header), _read_object(payload), signed, signature)


def _read_object(raw: bytes) -> dict[str, Any]:
    """Return a JSON object whose bytes are its canonical ones: no duplicate key, no other form."""
    try:
        value = read_strict(raw)
    except RecordError as error:
        raise JwsError("a part of the token is not JSON") from error
    if not isinstance(value, dict) or canonical_json(value) != raw:
        raise JwsError("a part of the token is not in canonical form")
    return value
