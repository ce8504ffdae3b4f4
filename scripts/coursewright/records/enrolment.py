"""Personal links: the token with which HR vouches for whose attempt it is.

A compact JWS (RFC 7515), signed with Ed25519 (RFC 8037 section 3.1). It names a learner by an
opaque id, never by name or e-mail. Algorithm and type are pinned; the key is looked up in HR's own
list and nowhere else.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.records.encoding import decode_b64url, encode_b64url
from coursewright.records.jws import CompactJws, JwsError, read_compact, write_compact
from coursewright.records.key_list import KID
from coursewright.records.keys import is_signed_with
from coursewright.records.reasons import QUARANTINE, REJECTIONS

if TYPE_CHECKING:
    from coursewright.records.keys import KeyRing, Signer

ALGORITHM: Final = "EdDSA"
TOKEN_TYPE: Final = "enrol+jws"  # noqa: S105 - the `typ` of the header, no secret
ID_BYTES: Final = 16
MAX_ISSUER: Final = 200
MAX_COURSE: Final = 500
LAST_SECOND: Final = 253_402_300_799
"""9999-12-31T23:59:59Z: the last time a calendar knows."""

_LEARNER: Final = re.compile(r"p-[a-z2-7]{20}")
_PATH: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_CLAIMS: Final = {"aud", "exp", "iat", "iss", "jti", "lang", "path", "sub"}


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What HR signed: this learner takes this path of the course."""

    kid: str
    issuer: str
    learner: str
    """Opaque id (`sub`)."""
    issued: datetime
    expires: datetime
    id: str
    """Unlike any other token's (`jti`)."""
    path: str
    language: str


class EnrolmentError(Exception):
    """Why a token vouches for nobody: a reason code of `reasons`."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__((REJECTIONS if is_final else QUARANTINE)[reason])
        self.reason = reason
        self.is_final = is_final
        """False: another list of keys could change it, so the record waits."""


def issue_enrolment(  # noqa: PLR0913 - the claims, each by its name
    signer: Signer,
    *,
    issuer: str,
    course: str,
    learner: str,
    path: str,
    language: str,
    now: datetime,
    expires: datetime,
) -> str:
    """Return a signed token for one learner.

    Args:
        signer: HR's key.
        issuer: who vouches, such as the organisation's name or site.
        course: id of the course.
        learner: the learner's opaque id.
        path: id of the learner's path.
        language: language tag of the learner.
        now: UTC.
        expires: until when attempts can be made with it; UTC.

    Raises:
        CoursewrightError: it would outlive its key.
        ValueError: an argument that no token may hold.
    """
    if expires > signer.expires:
        raise CoursewrightError(
            f"links that are valid until {expires:%Y-%m-%d} would outlive the key {signer.kid} "
            f"({signer.expires:%Y-%m-%d}); make a newer key with: course keys rotate"
        )
    payload = {
        "aud": course,
        "exp": int(expires.timestamp()),
        "iat": int(now.timestamp()),
        "iss": issuer,
        "jti": encode_b64url(secrets.token_bytes(ID_BYTES)),
        "lang": language,
        "path": path,
        "sub": learner,
    }
    if not _are_claims(payload):
        raise ValueError(f"no token can hold these claims: {payload}")
    header = {"alg": ALGORITHM, "kid": signer.kid, "typ": TOKEN_TYPE}
    return write_compact(header, payload, signer.sign)


def read_enrolment(token: str, keys: KeyRing, course: str, received: datetime) -> Enrolment:
    """Return what HR signed.

    Whether it was valid when the attempt was made is not decided here.

    Args:
        token: compact JWS from an attempt record; any text.
        keys: HR's own list.
        course: id of the course.
        received: when the record arrived, UTC.

    Raises:
        EnrolmentError: with the reason, final or not.
    """
    jws = _take_apart(token)
    if jws is None or jws.payload["aud"] != course:
        raise EnrolmentError("bad-enrolment", is_final=True)
    key = keys.find(jws.header["kid"])
    if key is None:
        raise EnrolmentError("unknown-key", is_final=False)
    if not _is_genuine(token, key.public):
        raise EnrolmentError("forged-enrolment", is_final=True)
    claims = jws.payload
    enrolment = Enrolment(
        kid=key.kid,
        issuer=claims["iss"],
        learner=claims["sub"],
        issued=datetime.fromtimestamp(claims["iat"], UTC),
        expires=datetime.fromtimestamp(claims["exp"], UTC),
        id=claims["jti"],
        path=claims["path"],
        language=claims["lang"],
    )
    if enrolment.expires > key.expires:
        # HR's own command never signs such a link.
        raise EnrolmentError("bad-enrolment", is_final=True)
    if key.is_revoked(received):
        raise EnrolmentError("key-revoked", is_final=False)
    return enrolment


# A learner sends one token with every record, and an import sees it often.
@lru_cache(maxsize=8_192)
def _take_apart(token: str) -> CompactJws | None:
    """Return a token whose header and claims have the right form; None for any other."""
    try:
        jws = read_compact(token)
    except JwsError:
        return None
    kid = jws.header.get("kid")
    pinned = {"alg": ALGORITHM, "kid": kid, "typ": TOKEN_TYPE}
    if jws.header != pinned or not isinstance(kid, str) or KID.fullmatch(kid) is None:
        return None
    return jws if _are_claims(jws.payload) else None


@lru_cache(maxsize=8_192)
def _is_genuine(token: str, public: bytes) -> bool:
    jws = _take_apart(token)
    return jws is not None and is_signed_with(public, jws.signature, jws.signed)


def _are_claims(payload: dict[str, Any]) -> bool:
    if payload.keys() != _CLAIMS:
        return False
    times = (payload["iat"], payload["exp"])
    if any(type(time) is not int or not 0 <= time <= LAST_SECOND for time in times):
        return False
    texts = [payload[name] for name in sorted(_CLAIMS - {"iat", "exp"})]
    if not all(isinstance(text, str) for text in texts):
        return False
    return (
        payload["iat"] < payload["exp"]
        and 0 < len(payload["iss"]) <= MAX_ISSUER
        and 0 < len(payload["aud"]) <= MAX_COURSE
        and _LEARNER.fullmatch(payload["sub"]) is not None
        and _PATH.fullmatch(payload["path"]) is not None
        and _LANGUAGE.fullmatch(payload["lang"]) is not None
        and _is_token_id(payload["jti"])
    )


def _is_token_id(text: str) -> bool:
    try:
        return len(decode_b64url(text)) == ID_BYTES
    except ValueError:
        return False
