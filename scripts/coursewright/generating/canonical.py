"""Canonical JSON and exact numbers as text: what hashes, versions and archives are made of."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fractions import Fraction


def canonical_json(value: Any) -> bytes:
    """Return the one byte form of a JSON value: UTF-8, sorted keys, no blanks.

    Raises:
        TypeError: the value holds a float; fractions and decimals travel as text.
        UnicodeEncodeError: a text holds half of a surrogate pair.
    """
    _refuse_floats(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def digest(value: Any) -> str:
    """Return the sha256 of a value's canonical JSON, 64 hex digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def text_digest(text: str) -> str:
    """Return the sha256 of a text, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def decimal_text(number: Fraction) -> str:
    """Return a number with a finite decimal expansion as text: 4/5 -> `0.8`, 20 -> `20`.

    Raises:
        ValueError: the number has no finite decimal form, such as 1/3.
    """
    places = 0
    scaled = number
    while scaled.denominator != 1:
        # A finite decimal has only 2 and 5 in its denominator.
        if scaled.denominator % 2 and scaled.denominator % 5:
            raise ValueError(f"{number} has no finite decimal form")
        scaled *= 10
        places += 1
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("canonical JSON holds no floats")
    if isinstance(value, dict):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_floats(part)
