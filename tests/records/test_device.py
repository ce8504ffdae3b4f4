from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from jwt.algorithms import ECAlgorithm
from tests.records.crafting import P256_ORDER, device, enrolled

from coursewright.records.device import (
    is_signed_by,
    read_device,
    read_signature,
    signed_bytes,
    thumbprint,
)
from coursewright.records.encoding import decode_b64url, encode_b64url

KEY = read_device(device().value)
assert KEY is not None
ES256 = ECAlgorithm(ECAlgorithm.SHA256)


def test_the_example_of_rfc_7515() -> None:
    """RFC 7515 appendix A.3: the ES256 signature of the example is right, in the form r‖s."""
    key = read_device(
        {
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        }
    )
    signature = read_signature(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    )
    signed = (
        b"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
        b"cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    )

    assert key is not None
    assert signature is not None
    assert is_signed_by(key, signature, signed)
    assert not is_signed_by(key, signature, signed + b" ")


@given(st.binary(max_size=200))
def test_what_another_implementation_signs_we_verify(signed: bytes) -> None:
    """PyJWT's ES256 (RFC 7518 section 3.4) and ours agree, in both directions."""
    assert KEY is not None
    signature = ES256.sign(signed, device().private)
    public = device().private.public_key()

    assert is_signed_by(KEY, signature, signed)
    assert not is_signed_by(KEY, signature, signed + b"x")
    assert ES256.verify(signed, public, device().signature(signed))


@given(st.binary(min_size=64, max_size=64))
def test_no_other_64_bytes_are_a_signature(noise: bytes) -> None:
    """Random numbers r and s, also beyond the order of the curve, are refused and never raise."""
    assert KEY is not None
    assert not is_signed_by(KEY, noise, b"record")


@pytest.mark.parametrize("r", [0, 1, P256_ORDER - 1, P256_ORDER, P256_ORDER + 1, 2**256 - 1])
@pytest.mark.parametrize("s", [0, 1, P256_ORDER, 2**256 - 1])
def test_numbers_at_the_edges_are_refused(r: int, s: int) -> None:
    """FIPS 186-5 section 6.4.2: r and s lie between 1 and n - 1; zero in particular is none."""
    assert KEY is not None
    assert not is_signed_by(KEY, r.to_bytes(32) + s.to_bytes(32), b"record")


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_points_outside_the_curve_sign_nothing(x: bytes, y: bytes) -> None:
    """A key that is no point of P-256 is refused without an exception."""
    signature = device().signature(b"record")

    assert not is_signed_by((x, y), signature, b"record")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=50),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("xyk"), inner),
        max_leaves=4,
    )
)
def test_any_value_is_a_key_or_none(value: Any) -> None:
    """Whatever stands in the field, a key has exactly two coordinates of 32 bytes each."""
    key = read_device(value)

    if key is not None:
        assert value == {"x": encode_b64url(key[0]), "y": encode_b64url(key[1])}


@pytest.mark.parametrize("text", ["", "none", "A" * 85, "A" * 87, "A" * 85 + "B", "A" * 86 + "=="])
def test_texts_of_another_length_are_no_signature(text: str) -> None:
    """A signature is 86 characters for 64 bytes, without padding and unused bits."""
    assert read_signature(text) is None
    assert read_signature("A" * 86) == bytes(64)


def test_a_device_is_named_by_its_thumbprint() -> None:
    """RFC 7638 section 3: sha256 of the required members in the order of their names."""
    assert KEY is not None
    x, y = device().value["x"], device().value["y"]
    jwk = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'

    assert decode_b64url(thumbprint(KEY)) == hashlib.sha256(jwk.encode()).digest()
    assert len(thumbprint(KEY)) == 43


def test_everything_but_the_signature_is_signed() -> None:
    """The signed bytes are the canonical JSON of the record without `sig`, at the top only."""
    value = {**enrolled(), "client": {"sig": "inner"}}

    read = json.loads(signed_bytes(value))
    assert read == {name: part for name, part in value.items() if name != "sig"}
    assert read["client"] == {"sig": "inner"}


def test_both_forms_of_a_signature_are_right() -> None:
    """WebCrypto gives s or n - s as it comes, so neither may be refused."""
    assert KEY is not None
    raw = device().signature(b"record")
    twin = raw[:32] + (P256_ORDER - int.from_bytes(raw[32:])).to_bytes(32)

    assert is_signed_by(KEY, raw, b"record")
    assert is_signed_by(KEY, twin, b"record")


def test_a_key_of_another_curve_is_no_device_key() -> None:
    """A point of secp256k1 has coordinates of the same length, and is no point of P-256."""
    point = ec.derive_private_key(7, ec.SECP256K1()).public_key().public_numbers()
    key = (point.x.to_bytes(32), point.y.to_bytes(32))

    assert not is_signed_by(key, device().signature(b"record"), b"record")
