from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.records.encoding import decode_b64url, encode_b64url


@given(st.binary(max_size=100))
def test_bytes_survive_the_text(raw: bytes) -> None:
    """RFC 4648 section 5, without padding: what was written is read back."""
    assert decode_b64url(encode_b64url(raw)) == raw


@given(st.text(alphabet="ABCabc019-_=+/. \n\u00e9", max_size=12))
def test_each_byte_string_has_one_text(text: str) -> None:
    """Whatever is read at all is exactly what would be written for its bytes."""
    try:
        raw = decode_b64url(text)
    except ValueError:
        return

    assert encode_b64url(raw) == text


@pytest.mark.parametrize(
    "text", ["YQ==", "YQ=", "YR", "Y", "YW Fh", "YWF\n", "YW+/", "\u0661\u0661"]
)
def test_other_spellings_are_refused(text: str) -> None:
    """Padding, unused bits, blanks, foreign letters: RFC 4648 sections 3.2, 3.3 and 3.5."""
    with pytest.raises(ValueError, match="base64url"):
        decode_b64url(text)


def test_the_standard_library_would_read_other_spellings() -> None:
    """The reason for a decoder of our own: the library's takes unused bits that are set."""
    assert base64.urlsafe_b64decode("YR==") == base64.urlsafe_b64decode("YQ==")
