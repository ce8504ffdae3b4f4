from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.generating.canonical import canonical_json, decimal_text

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=10,
)


@given(JSON)
def test_canonical_json_reads_back(value: object) -> None:
    """The canonical form loses nothing and is its own canonical form."""
    raw = canonical_json(value)

    assert json.loads(raw) == value
    assert canonical_json(json.loads(raw)) == raw


def test_canonical_json_sorts_and_packs() -> None:
    """Keys are sorted, blanks are left out, texts stay as they are."""
    assert canonical_json({"é": [1, None], "b": "<&>"}) == '{"b":"<&>","é":[1,null]}'.encode()


def test_canonical_json_refuses_floats() -> None:
    """A float has no one spelling in two languages, so it is refused at any depth."""
    with pytest.raises(TypeError, match="no floats"):
        canonical_json({"a": [0.1]})


@given(st.decimals(-1000, 1000, places=6, allow_nan=False))
def test_decimals_are_written_exactly(number: object) -> None:
    """A finite decimal is written without loss and without an exponent."""
    text = decimal_text(Fraction(str(number)))

    assert Fraction(text) == Fraction(str(number))
    assert "e" not in text.lower()


def test_endless_decimals_are_refused() -> None:
    """1/3 has no decimal form, and rounding it would change who passes."""
    with pytest.raises(ValueError, match="no finite decimal"):
        decimal_text(Fraction(1, 3))
