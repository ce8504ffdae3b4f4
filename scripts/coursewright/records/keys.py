"""HR's keys: making, replacing and revoking them, signing with them, and learner ids.

A folder `keys` (0700) holds `keys.json`, the public list, which may be copied to the intake;
`<kid>.key` (0600), the private keys; and `learners.key` (0600), from which learner ids are made.
"""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import b32encode
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import canonical_json
from coursewright.records.key_files import (
    make_folder,
    read_private,
    write_new,
    write_over,
)
from coursewright.records.key_list import (
    NO_KEYS,
    KeyRing,
    PublicKey,
    key_list_value,
    parse_key_list,
    whole_seconds,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = [
    "KEY_LIST",
    "LEARNERS_KEY",
    "NO_KEYS",
    "KeyRing",
    "PublicKey",
    "Signer",
    "is_signed_with",
    "learner_id",
    "load_signer",
    "new_key",
    "read_keys",
    "revoke_key",
    "rotate_key",
]

KEY_LIST: Final = "keys.json"
LEARNERS_KEY: Final = "learners.key"
LEARNERS_KEY_BYTES: Final = 32
LEARNER_ID_CHARACTERS: Final = 20
"""Of 5 bits each: among a million people, equal ids are a matter of 1 in 10^18."""
MAX_REASON: Final = 500
"""Characters."""


@dataclass(frozen=True, slots=True)
class Signer:
    """HR's key of today, ready to sign personal links."""

    kid: str
    expires: datetime
    """No link can be valid for longer than its key."""
    _key: Ed25519PrivateKey

    def sign(self, signed: bytes) -> bytes:
        """Return the Ed25519 signature (RFC 8032), 64 bytes."""
        return self._key.sign(signed)

    def __repr__(self) -> str:
        return f"Signer({self.kid})"


def read_keys(folder: Path) -> KeyRing:
    """Return the public list of a folder; `NO_KEYS` where there is none.

    Raises:
        CoursewrightError: the list is damaged or cannot be read.
    """
    path = folder / KEY_LIST
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return NO_KEYS
    except OSError as error:
        raise CoursewrightError(f"{path}: the file cannot be read: {error.strerror}") from error
    return parse_key_list(raw, str(path))


def new_key(folder: Path, now: datetime, expires: datetime) -> PublicKey:
    """Make HR's first key, or one where no usable key is left.

    Args:
        folder: where keys are kept; it is made when missing.
        now: UTC.
        expires: from when on no link may be signed with the key, and no link is valid; UTC.

    Raises:
        CoursewrightError: there is a usable key, or the folder is no place for keys.
    """
    usable = [key for key in read_keys(folder).keys if key.is_usable(now)]
    if usable:
        raise CoursewrightError(
            f"{folder}: the key {usable[-1].kid} is valid until {usable[-1].expires:%Y-%m-%d}; "
            "replace it with: course keys rotate"
        )
    return _add_key(folder, now, expires)


def rotate_key(folder: Path, now: datetime, expires: datetime) -> PublicKey:
    """Make a further key, which signs from now on; links of the older ones stay valid.

    Raises:
        CoursewrightError: there is no key to be replaced, or as for `new_key`.
    """
    if not read_keys(folder):
        raise CoursewrightError(f"{folder}: there is no key yet; make one with: course keys new")
    return _add_key(folder, now, expires)


def revoke_key(folder: Path, kid: str, now: datetime, reason: str) -> PublicKey:
    """Revoke a key: no record counts any more that arrives from now on with a link of it.

    Args:
        folder: where keys are kept.
        kid: which key.
        now: UTC.
        reason: for whoever reads the list later.

    Raises:
        CoursewrightError: there is no such key, it is revoked already, or no reason was given.
    """
    ring = read_keys(folder)
    key = ring.find(kid)
    if key is None:
        known = ", ".join(each.kid for each in ring.keys) or "none"
        raise CoursewrightError(f"{folder}: there is no key {kid}; the keys are: {known}")
    if key.revoked is not None:
        raise CoursewrightError(f"{folder}: {kid} was revoked on {key.revoked:%Y-%m-%d} already")
    words = " ".join(reason.split())
    if not 0 < len(words) <= MAX_REASON or not words.isprintable():
        raise CoursewrightError(f"say in 1 to {MAX_REASON} characters why {kid} is revoked")
    revoked = replace(key, revoked=whole_seconds(now), reason=words)
    _write_list(folder, [revoked if each is key else each for each in ring.keys])
    return revoked


def load_signer(folder: Path, now: datetime) -> Signer:
    """Return the newest usable key, ready to sign.

    Raises:
        CoursewrightError: there is none, or its private file is missing, damaged or readable for
            others; the message says what to do.
    """
    ring = read_keys(folder)
    usable = [key for key in ring.keys if key.is_usable(now)]
    if not usable:
        verb = "rotate" if ring else "new"
        raise CoursewrightError(
            f"{folder}: there is no valid key to sign links with; make one with: course keys {verb}"
        )
    newest = usable[-1]
    path = folder / f"{newest.kid}.key"
    raw = read_private(
        path, "restore it from your backup, or make a newer key with: course keys rotate"
    )
    try:
        private = load_pem_private_key(raw, password=None)
    except (TypeError, ValueError) as error:
        raise _unusable(path) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _unusable(path)
    if private.public_key().public_bytes_raw() != newest.public:
        raise _unusable(path)
    return Signer(newest.kid, newest.expires, private)


def is_signed_with(public: bytes, signature: bytes, signed: bytes) -> bool:
    """Say whether an Ed25519 signature is right (RFC 8032 section 5.1.7)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def learner_id(folder: Path, course: str, employee_id: str) -> str:
    """Return the opaque id of an employee in a course: always the same, and telling nothing.

    Args:
        folder: where keys are kept. Without any key there, `learners.key` is made.
        course: id of the course.
        employee_id: as the roster has it, leading zeros included.

    Raises:
        CoursewrightError: `learners.key` was lost or damaged, or others can read it.
    """
    key = _learners_key(folder)
    mac = hmac.digest(key, canonical_json([course, employee_id]), "sha256")
    return "p-" + b32encode(mac).decode("ascii").lower()[:LEARNER_ID_CHARACTERS]


def _learners_key(folder: Path) -> bytes:
    path = folder / LEARNERS_KEY
    if not path.exists():
        if read_keys(folder):
            # A new one would give everybody a new id, and tear each record off its person.
            raise CoursewrightError(
                f"{path}: the file is missing, and with it the ids of all learners; restore it "
                "from your backup"
            )
        _make_learners_key(folder)
    try:
        key = bytes.fromhex(read_private(path).decode("ascii"))
    except ValueError as error:
        raise _unusable(path) from error
    if len(key) != LEARNERS_KEY_BYTES:
        raise _unusable(path)
    return key


def _make_learners_key(folder: Path) -> None:
    make_folder(folder)
    write_new(folder / LEARNERS_KEY, secrets.token_hex(LEARNERS_KEY_BYTES).encode() + b"\n")


def _add_key(folder: Path, now: datetime, expires: datetime) -> PublicKey:
    if expires <= now:
        raise CoursewrightError("a key must be valid for some time; give it at least one month")
    make_folder(folder)
    ring = read_keys(folder)
    if not ring:
        _make_learners_key(folder)
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    kid = "k-" + b32encode(sha256(public).digest()).decode("ascii").lower()[:12]
    key = PublicKey(kid, public, whole_seconds(now), whole_seconds(expires))
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # The private key first: a list that names a key nobody has would be worse than the reverse.
    write_new(folder / f"{kid}.key", pem)
    _write_list(folder, [*ring.keys, key])
    return key


def _write_list(folder: Path, keys: list[PublicKey]) -> None:
    make_folder(folder)
    text = json.dumps(key_list_value(keys), ensure_ascii=False, indent=2)
    write_over(folder / KEY_LIST, text.encode() + b"\n")


def _unusable(path: Path) -> CoursewrightError:
    return CoursewrightError(f"{path}: the key is damaged; restore it from your backup")
