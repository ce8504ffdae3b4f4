"""PyJWT stands beside our code as an independent implementation."""

from __future__ import annotations

from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.crafting import claims, forged, header, hr_key, ring, token
from tests.records.samples import COURSE, NOW

from coursewright.generating.canonical import canonical_json
from coursewright.records.encoding import decode_b64url, encode_b64url
from coursewright.records.enrolment import read_enrolment
from coursewright.records.jws import MAX_TOKEN, JwsError, read_compact, write_compact
from coursewright.records.keys import is_signed_with

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)
OBJECTS = st.dictionaries(st.text(max_size=6), JSON, max_size=4)
# The calendar of the machine plays no part here.
TIMELESS = {"verify_exp": False, "verify_iat": False}


@given(OBJECTS, OBJECTS, st.binary(min_size=1, max_size=70))
def test_tokens_read_back_as_written(
    head: dict[str, Any], payload: dict[str, Any], signature: bytes
) -> None:
    """RFC 7515 section 7.1: header, payload and signature survive."""
    text = write_compact(head, payload, lambda _: signature)
    jws = read_compact(text)

    assert (jws.header, jws.payload, jws.signature) == (head, payload, signature)
    assert jws.signed == text.rpartition(".")[0].encode()


@given(
    st.text(max_size=40)
    | st.lists(st.binary(max_size=9)).map(lambda parts: ".".join(map(encode_b64url, parts)))
)
def test_any_text_is_a_token_or_refused(text: str) -> None:
    """Nothing but a JwsError comes out of a text that is no token."""
    try:
        jws = read_compact(text)
    except JwsError:
        return

    assert write_compact(jws.header, jws.payload, lambda _: jws.signature) == text


@given(st.integers(0, 400), st.characters())
def test_a_token_has_one_spelling(at: int, char: str) -> None:
    """A token with any other character in any place is refused, or no longer signed by HR."""
    text = token()
    changed = text[:at] + char + text[at + 1 :]
    try:
        jws = read_compact(changed)
    except JwsError:
        return

    public = hr_key().public_key().public_bytes_raw()
    assert is_signed_with(public, jws.signature, jws.signed) == (changed == text)


def test_what_we_sign_others_verify() -> None:
    """PyJWT accepts our token with HR's public key and reads the same claims (RFC 8037)."""
    text = token()
    read = jwt.decode(
        text, hr_key().public_key(), algorithms=["EdDSA"], audience=COURSE, options=TIMELESS
    )

    assert jwt.get_unverified_header(text) == header()
    assert read == read_compact(text).payload


def test_what_others_sign_we_verify() -> None:
    """A token that PyJWT signed with HR's key is a personal link, byte for byte in our form."""
    text = jwt.encode(
        claims(), hr_key(), algorithm="EdDSA", headers={"typ": "enrol+jws", "kid": "k-hr"}
    )

    assert read_enrolment(text, ring(), COURSE, NOW).learner == claims()["sub"]
    assert text == forged(header(), claims())


def test_others_refuse_a_forged_token_too() -> None:
    """Both implementations come to the same end on a token of a foreign key."""
    text = forged(header(), claims(), hr_key("mallory"))

    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(
            text, hr_key().public_key(), algorithms=["EdDSA"], audience=COURSE, options=TIMELESS
        )


def test_the_example_of_rfc_8037() -> None:
    """RFC 8037 appendices A.4 and A.5: the Ed25519 signature of the example is right."""
    public = decode_b64url("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    signed = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
    signature = decode_b64url(
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
    )

    assert is_signed_with(public, signature, signed)
    assert not is_signed_with(public, signature, signed + b"A")
    assert not is_signed_with(public[:-1], signature, signed)


@pytest.mark.parametrize(
    ("head", "payload"),
    [
        (b'{"alg": "EdDSA"}', b"{}"),
        (b'{"b":1,"a":2}', b"{}"),
        (b"{}", b'{"a":1,"a":1}'),
        (b"{}", b'{"a":1.0}'),
        (b"{}", b'{"a":"\\u0061"}'),
        (b"{}", b"[]"),
        (b"\xef\xbb\xbf{}", b"{}"),
        (b"{}", b'{"a":"\xff"}'),
        (b"", b"{}"),
        (b"{}", b"[" * 5_000),
    ],
)
def test_json_in_another_form_is_refused(head: bytes, payload: bytes) -> None:
    """Blanks, order, duplicate keys, fractions, escapes: only the canonical bytes are read."""
    with pytest.raises(JwsError, match=r"JSON|canonical|too long"):
        read_compact(forged(head, payload))


def test_long_tokens_are_refused_unread() -> None:
    """A token of more characters than any link has is not even decoded."""
    text = forged(header(), {"a": "x" * MAX_TOKEN})

    with pytest.raises(JwsError, match="too long"):
        read_compact(text)


def test_a_signature_is_over_header_and_payload() -> None:
    """RFC 7515 section 5.1: the signer is given the two encoded parts with a dot between."""
    given_to_signer: list[bytes] = []
    write_compact({"a": 1}, {"b": 2}, lambda signed: given_to_signer.append(signed) or b"s")

    parts = [encode_b64url(canonical_json(part)) for part in ({"a": 1}, {"b": 2})]
    assert given_to_signer == [".".join(parts).encode()]
