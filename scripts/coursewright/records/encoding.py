"""Strict base64url: one text for one byte string, as JOSE wants it and decoders rarely check."""

from __future__ import annotations

import base64
import re
from typing import Final

_ALPHABET: Final = re.compile(r"[A-Za-z0-9_-]*")


def encode_b64url(raw: bytes) -> str:
    """Return bytes as base64url without padding (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decode_b64url(text: str) -> bytes:
    """Return the bytes of a base64url text.

    The standard library skips foreign characters and ignores the last character's unused bits, so
    that many texts would stand for the same bytes; here only what `encode_b64url` writes is read
    (RFC 4648 sections 3.3 and 3.5).

    Raises:
        ValueError: padding, foreign characters, an impossible length, or unused bits that are set.
    """
    if _ALPHABET.fullmatch(text) is None or len(text) % 4 == 1:
        raise ValueError("not base64url")
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode_b64url(raw) != text:
        raise ValueError("base64url with unused bits set")
    return raw
