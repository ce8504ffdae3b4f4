"""Who may use the xAPI resource: names and secrets from a file, sent as HTTP Basic."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path

Scope = Literal["read", "write", "all"]
SCOPES: Final[dict[str, Scope]] = {"read": "read", "write": "write", "all": "all"}
SHORTEST_SECRET: Final = 16


@dataclass(frozen=True, slots=True)
class Credential:
    """Somebody who may use the xAPI resource."""

    name: str
    scope: Scope
    digest: bytes = field(repr=False)
    """sha256 of `name:secret`."""

    def may(self, what: Literal["read", "write"]) -> bool:
        """Say whether the credential is good for reading, or for writing."""
        return self.scope in {what, "all"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """Everybody who may use the xAPI resource."""

    entries: tuple[Credential, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    def find(self, header: str) -> Credential | None:
        """Return whose `Authorization` header this is; None for nobody's.

        Every entry is compared, so that the time tells nothing about names or secrets.
        """
        scheme, _, text = header.partition(" ")
        try:
            given = base64.b64decode(text.strip(), validate=True)
        except (binascii.Error, ValueError):
            given = b""
        digest = hashlib.sha256(given).digest()
        found: Credential | None = None
        for entry in self.entries:
            if hmac.compare_digest(entry.digest, digest):
                found = entry
        return found if scheme.lower() == "basic" else None


NO_CREDENTIALS: Final = Credentials()


def read_credentials(path: Path) -> Credentials:
    """Read a file of lines `name:secret:read|write|all`; blank lines and `#` lines are skipped.

    Raises:
        CoursewrightError: it cannot be read, others may read it, or lines are not as they should
            be (all of them are named, none is quoted).
    """
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CoursewrightError(f"{path}: the credentials cannot be read: {error}") from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise CoursewrightError(
            f"{path}: other people on this machine may read the credentials; `chmod 600 {path}`"
        )
    entries: dict[str, Credential] = {}
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        why = _why_not(line, entries)
        if why:
            wrong.append(f"line {number} {why}")
            continue
        name, _, rest = line.strip().partition(":")
        secret, _, scope = rest.rpartition(":")
        digest = hashlib.sha256(f"{name}:{secret}".encode()).digest()
        entries[name] = Credential(name, SCOPES[scope], digest)
    if wrong or not entries:
        raise CoursewrightError(f"{path}: {'; '.join(wrong) or 'there is no credential in it'}")
    return Credentials(tuple(entries.values()))


def _why_not(line: str, known: dict[str, Credential]) -> str | None:
    """Return what is wrong with a line; None for a good one."""
    name, _, rest = line.strip().partition(":")
    secret, _, scope = rest.rpartition(":")
    if not name or scope not in SCOPES:
        return "is not `name:secret:read|write|all`"
    if len(secret) < SHORTEST_SECRET:
        return f"has a secret of fewer than {SHORTEST_SECRET} characters"
    return "names somebody a second time" if name in known else None
