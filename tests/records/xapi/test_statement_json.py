from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.records.xapi.statement_json import StatementError, read_json, write_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**16), 10**16)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back(value):
    """Reading and writing are inverse, and the bytes of a value are always the same."""
    raw = write_json(value)

    assert read_json(raw) == value
    assert write_json(read_json(raw)) == raw


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw):
    """No input raises anything but a StatementError."""
    with contextlib.suppress(StatementError):
        assert write_json(read_json(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b'{"a":1,"a":1}',
        b"[NaN]",
        b"[-Infinity]",
        b"[1e400]",
        b"[" + b"1" * 19 + b"]",
        b'["\\udc00"]',
        b'{"\\ud800":1}',
        b"[" * 42 + b"]" * 42,
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_kept_is_refused(raw):
    """Marks, doubles, keys twice, numbers beyond any double, half characters, endless nesting."""
    with pytest.raises(StatementError):
        read_json(raw)
