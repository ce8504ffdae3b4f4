"""Attempt records: the one thing every transport carries, read from untrusted JSON.

Every field is checked for its type before use; an unknown further field is allowed (later
versions add some) and ignored.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.device import read_device, read_signature, signed_bytes, thumbprint
from coursewright.records.folding import fold_exact
from coursewright.records.strict_json import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

ATTEMPT_SCHEMA: Final = "coursewright/attempt/1"
NO_SIGNATURE: Final = "none"
MAX_RESPONSES: Final = 500
MAX_TEXT: Final = 4_000
MAX_PARTS: Final = 100
MAX_MS: Final = 400 * 24 * 3_600_000
MAX_TZ_OFFSET_MINUTES: Final = 14 * 60

_UUID4: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_ITEM: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}/[a-z0-9][a-z0-9~-]{0,149}")
_VERSION: Final = re.compile(r"[0-9a-f]{32}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


@dataclass(frozen=True, slots=True)
class DeviceSignature:
    """All that is needed to check a device's signature."""

    key: tuple[bytes, bytes]
    """x and y of the public key."""
    signature: bytes
    """r‖s, 64 bytes."""
    signed: bytes
    """What it should be over."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One finished quiz, as the learner's device reports it."""

    id: str
    enrolment: str | None
    """The token of the personal link, unchecked."""
    declared_name: str | None
    """What the learner typed, without control characters; None with a personal link."""
    course: str
    quiz: str
    quiz_version: str
    language: str
    seq: int
    previous: str | None
    started: datetime
    submitted: datetime
    tz_offset: int
    """Minutes east of UTC."""
    attestation: str | None
    responses: tuple[Mapping[str, Any], ...]
    """`{item, response, ms}` in the drawn order; the response's shape is not yet checked."""
    device: str | None
    """Thumbprint of the device's public key; None for an unsigned record."""
    signature: DeviceSignature | None
    """Unchecked; None for an unsigned record."""
    path: str | None
    """Id of the path the quiz was drawn for; None where its draw depends on none."""
    digest: str
    """sha256 of the record's canonical JSON."""
    raw: bytes
    """The record's canonical JSON."""

    @property
    def is_signed(self) -> bool:
        """True when it carries a device signature, right or wrong."""
        return self.signature is not None


def read_attempt(value: Any) -> Attempt:
    """Return the attempt record in a JSON value.

    Raises:
        RecordError: with the first field that is not as the format says.
    """
    if not isinstance(value, dict):
        raise RecordError("not-a-record", "not a JSON object")
    if value.get("schema") != ATTEMPT_SCHEMA:
        raise RecordError("unknown-schema", f"not a record of the format {ATTEMPT_SCHEMA}")
    fields = _Fields(value)
    fields.object("client")
    raw = canonical_json(value)
    enrolment = fields.optional_text("enrolment")
    declared_name = fields.optional_text("declared_name", 200)
    if enrolment is not None and declared_name is not None:
        # Names stay out of records with a personal link; whose they are is for HR's list to say.
        raise _bad("declared_name")
    signature = _read_signature(fields)
    return Attempt(
        id=fields.matching("attempt", _UUID4),
        enrolment=enrolment,
        declared_name=clean_name(declared_name),
        course=fields.text("course", 500),
        quiz=fields.matching("quiz", _SLUG),
        quiz_version=fields.matching("quiz_version", _VERSION),
        language=fields.matching("language", _LANGUAGE),
        seq=fields.integer("seq", 1, 2**31),
        previous=None if fields.get("previous") is None else fields.matching("previous", _SHA256),
        started=fields.time("started"),
        submitted=fields.time("submitted"),
        tz_offset=fields.integer("tz_offset", -MAX_TZ_OFFSET_MINUTES, MAX_TZ_OFFSET_MINUTES),
        attestation=fields.optional_text("attestation"),
        responses=_read_responses(fields.get("responses")),
        device=None if signature is None else thumbprint(signature.key),
        signature=signature,
        path=None if value.get("path") is None else fields.matching("path", _SLUG),
        digest=hashlib.sha256(raw).hexdigest(),
        raw=raw,
    )


def value_digest(value: Any) -> str:
    """Return the sha256 of any strictly read JSON value, readable as an attempt or not."""
    return digest(value)


def clean_name(name: str | None) -> str | None:
    """Return a typed name on one line, without control and direction characters; "" is None."""
    if name is None:
        return None
    kept = "".join(
        " " if char not in _JOINERS and unicodedata.category(char) in _NO_NAME else char
        for char in name
    )
    return fold_exact(kept) or None


# Control, format (direction overrides), line and paragraph separators …
_NO_NAME: Final = {"Cc", "Cf", "Zl", "Zp"}
# … but Persian and Indian names need these two format characters.
_JOINERS: Final = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class _Fields:
    """Typed access to a JSON object; each method names the field that is wrong."""

    value: dict[str, Any]

    def get(self, name: str) -> Any:
        if name not in self.value:
            raise RecordError("missing-field", f"the field {name} is missing")
        return self.value[name]

    def text(self, name: str, longest: int = MAX_TEXT) -> str:
        text = self.get(name)
        if not isinstance(text, str) or not 0 < len(text) <= longest:
            raise _bad(name)
        return text

    def optional_text(self, name: str, longest: int = MAX_TEXT) -> str | None:
        text = self.get(name)
        if text is not None and (not isinstance(text, str) or len(text) > longest):
            raise _bad(name)
        return text

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        text = self.get(name)
        if not isinstance(text, str) or pattern.fullmatch(text) is None:
            raise _bad(name)
        return text

    def integer(self, name: str, low: int, high: int) -> int:
        number = self.get(name)
        if type(number) is not int or not low <= number <= high:
            raise _bad(name)
        return number

    def time(self, name: str) -> datetime:
        text = self.matching(name, _TIME)
        try:
            return datetime.fromisoformat(text)
        except ValueError as error:
            raise _bad(name) from error

    def object(self, name: str) -> None:
        if not isinstance(self.get(name), dict):
            raise _bad(name)


def _bad(name: str) -> RecordError:
    return RecordError("bad-field", f"the field {name} is not as the format says")


def _read_signature(fields: _Fields) -> DeviceSignature | None:
    """Return the device signature; None where the record says that it has none.

    Raises:
        RecordError: `device` and `sig` do not fit together, or are not as the format says.
    """
    # Records made before there were signatures do not have the field.
    device = fields.value.get("device")
    sig = fields.text("sig")
    if device is None and sig == NO_SIGNATURE:
        return None
    if device is None or sig == NO_SIGNATURE:
        raise RecordError("bad-signature", "it has a device key or a signature, but not both")
    key, signature = read_device(device), read_signature(sig)
    if key is None:
        raise _bad("device")
    if signature is None:
        raise RecordError("bad-signature", "the field sig is no signature")
    return DeviceSignature(key, signature, signed_bytes(fields.value))


def _read_responses(value: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MAX_RESPONSES:
        raise _bad("responses")
    rows: list[Mapping[str, Any]] = []
    for row in value:
        if not isinstance(row, dict):
            raise _bad("responses")
        fields = _Fields(row)
        item = fields.matching("item", _ITEM)
        ms = fields.integer("ms", 0, MAX_MS)
        response = fields.get("response")
        if not _is_response(response):
            raise _bad("response")
        rows.append({"item": item, "response": response, "ms": ms})
    return tuple(rows)


def _is_response(value: Any) -> bool:
    """Say whether a value can be a response at all: null, a text, or a list of texts or pairs."""
    if value is None:
        return True
    if isinstance(value, str):
        return len(value) <= MAX_TEXT
    if not isinstance(value, list) or len(value) > MAX_PARTS:
        return False
    return all(
        (isinstance(part, str) and len(part) <= MAX_TEXT)
        or (isinstance(part, list) and len(part) == 2 and all(map(_is_part, part)))
        for part in value
    )


def _is_part(value: Any) -> bool:
    return type(value) is int or (isinstance(value, str) and len(value) <= MAX_TEXT)
