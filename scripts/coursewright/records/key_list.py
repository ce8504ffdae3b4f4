"""The public list of HR's keys: what verdicts are made from, and all that the intake needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.records.encoding import decode_b64url, encode_b64url
from coursewright.records.strict_json import RecordError, read_strict

if TYPE_CHECKING:
    from collections.abc import Iterable

KEYS_SCHEMA: Final = "coursewright/keys/1"
PUBLIC_KEY_BYTES: Final = 32
KID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""Also the name of a file, so it can hold nothing that a file system understands."""

_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_FIELDS: Final = {"kid", "alg", "public", "created", "expires", "revoked", "reason"}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """One of HR's Ed25519 keys, as the list names it. Times are UTC, in whole seconds."""

    kid: str
    public: bytes
    """32 bytes (RFC 8032 section 5.1.5)."""
    created: datetime
    expires: datetime
    revoked: datetime | None = None
    reason: str = ""
    """Why it was revoked, as HR typed it."""

    def is_revoked(self, moment: datetime) -> bool:
        """Say whether the key was revoked at or before a moment."""
        return self.revoked is not None and self.revoked <= moment

    def is_usable(self, moment: datetime) -> bool:
        """Say whether new links may be signed with the key at a moment."""
        return not self.is_revoked(moment) and self.created <= moment < self.expires


@dataclass(frozen=True, slots=True)
class KeyRing:
    """HR's keys, oldest first. It is empty, and false, where personal links are not used."""

    keys: tuple[PublicKey, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.keys)

    def find(self, kid: str) -> PublicKey | None:
        """Return the key with this id; None when HR has no such key."""
        return next((key for key in self.keys if key.kid == kid), None)

    def existed(self, moment: datetime) -> bool:
        """Say whether there was a key at a moment, so that personal links could be expected."""
        return any(key.created <= moment for key in self.keys)


NO_KEYS: Final = KeyRing()


def whole_seconds(moment: datetime) -> datetime:
    """Return a time as the list can spell it: in UTC, without fractions of a second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def parse_key_list(raw: bytes, name: str) -> KeyRing:
    """Return the keys in a `keys.json`.

    Args:
        raw: its content.
        name: what to call it in messages.

    Raises:
        CoursewrightError: it is damaged; the message says where.
    """
    try:
        value = read_strict(raw)
    except RecordError as error:
        raise _damaged(name, error.message) from error
    if not isinstance(value, dict) or value.get("schema") != KEYS_SCHEMA:
        raise _damaged(name, f"it is not of the format {KEYS_SCHEMA}")
    rows = value.get("keys")
    if not isinstance(rows, list):
        raise _damaged(name, "it has no list of keys")
    keys: list[PublicKey] = []
    for number, row in enumerate(rows, start=1):
        try:
            keys.append(_parse_key(row))
        except (TypeError, ValueError) as error:
            raise _damaged(name, f"key {number}: {error}") from error
    if len({key.kid for key in keys}) < len(keys):
        raise _damaged(name, "it names a key twice")
    return KeyRing(tuple(sorted(keys, key=lambda key: (key.created, key.kid))))


def key_list_value(keys: Iterable[PublicKey]) -> dict[str, Any]:
    """Return the JSON value of a `keys.json` with these keys."""
    rows = [
        {
            "kid": key.kid,
            "alg": "EdDSA",
            "public": encode_b64url(key.public),
            "created": _time_text(key.created),
            "expires": _time_text(key.expires),
            "revoked": None if key.revoked is None else _time_text(key.revoked),
            "reason": key.reason,
        }
        for key in sorted(keys, key=lambda key: (key.created, key.kid))
    ]
    return {"schema": KEYS_SCHEMA, "keys": rows}


def _parse_key(row: Any) -> PublicKey:
    if not isinstance(row, dict) or row.keys() != _FIELDS:
        raise TypeError(f"its fields are not {', '.join(sorted(_FIELDS))}")
    kid, reason = row["kid"], row["reason"]
    if not isinstance(kid, str) or KID.fullmatch(kid) is None:
        raise ValueError("its kid is not as the format says")
    if row["alg"] != "EdDSA" or not isinstance(reason, str):
        raise ValueError("its alg or its reason is not as the format says")
    if not isinstance(row["public"], str):
        raise TypeError("its public key is no text")
    public = decode_b64url(row["public"])
    if len(public) != PUBLIC_KEY_BYTES:
        raise ValueError(f"its public key does not have {PUBLIC_KEY_BYTES} bytes")
    revoked = None if row["revoked"] is None else _parse_time(row["revoked"])
    created, expires = _parse_time(row["created"]), _parse_time(row["expires"])
    return PublicKey(kid, public, created, expires, revoked, reason)


def _parse_time(text: Any) -> datetime:
    if not isinstance(text, str) or _TIME.fullmatch(text) is None:
        raise ValueError("a time is not like 2026-11-21T10:00:00Z")
    return datetime.fromisoformat(text)


def _time_text(moment: datetime) -> str:
    return whole_seconds(moment).isoformat().replace("+00:00", "Z")


def _damaged(name: str, why: str) -> CoursewrightError:
    return CoursewrightError(
        f"{name}: the list of keys is damaged ({why}); restore it from your backup"
    )
