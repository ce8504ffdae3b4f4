"""The formats of single values in statements: IRIs, UUIDs, times, durations, language tags."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f]+")
_UUID: Final = re.compile(
    r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}"
)
_MAILTO: Final = re.compile(r"mailto:[^\s@<>()\",:;\\]+@[^\s@<>()\",:;\\]+")
_SHA1: Final = re.compile(r"[0-9a-fA-F]{40}")
_LANGUAGE: Final = re.compile(
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?"
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[xX](?:-[A-Za-z0-9]{1,8})+"
)
_TIME: Final = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?P<fraction>[.,][0-9]+)?(?P<zone>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_DURATION: Final = re.compile(
    r"P(?:[0-9]+(?:[.,][0-9]+)?W"
    r"|(?=[0-9T])(?:[0-9]+(?:[.,][0-9]+)?Y)?(?:[0-9]+(?:[.,][0-9]+)?M)?(?:[0-9]+(?:[.,][0-9]+)?D)?"
    r"(?:T(?=[0-9])(?:[0-9]+(?:[.,][0-9]+)?H)?(?:[0-9]+(?:[.,][0-9]+)?M)?"
    r"(?:[0-9]+(?:[.,][0-9]+)?S)?)?)"
)
_VERSION: Final = re.compile(r"1\.0\.[0-9]+")


def is_iri(text: str) -> bool:
    """Say whether a text looks like an IRI with a scheme (Data 2.2: best effort)."""
    return _IRI.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """Say whether a text is a UUID of variant 2 in its standard form (Data 2.4.1)."""
    return _UUID.fullmatch(text) is not None


def is_mailto(text: str) -> bool:
    """Say whether a text is a `mailto:` IRI with one address (Data 2.4.2.3)."""
    return _MAILTO.fullmatch(text) is not None


def is_sha1(text: str) -> bool:
    """Say whether a text is a SHA-1 in hexadecimal digits (Data 2.4.2.3)."""
    return _SHA1.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Say whether a text is a language tag by its lengths of tokens (RFC 5646, Data 2.2)."""
    return _LANGUAGE.fullmatch(text) is not None


def is_duration(text: str) -> bool:
    """Say whether a text is an ISO 8601 duration with designators (Data 4.6)."""
    return _DURATION.fullmatch(text) is not None


def is_version(text: str) -> bool:
    """Say whether a statement's version starts with `1.0.` (Data 2.4.10)."""
    return _VERSION.fullmatch(text) is not None


def read_time(text: str) -> datetime | None:
    """Return an ISO 8601 time in UTC, to the microsecond; None for anything else.

    A time without a zone is taken as UTC (Data 4.5). An offset of -00:00 is none in ISO 8601.
    """
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    zone = (found["zone"] or "Z").upper()
    if zone.startswith("-") and not zone.strip("-0:"):
        return None
    fraction = (found["fraction"] or "").replace(",", ".")[:7].ljust(7, "0")
    clock = found["clock"] if len(found["clock"]) > 5 else f"{found['clock']}:00"
    fraction = fraction if found["fraction"] else ""
    try:
        return datetime.fromisoformat(
            f"{found['date']}T{clock}{fraction}{'+00:00' if zone == 'Z' else _colon(zone)}"
        ).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _colon(zone: str) -> str:
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
