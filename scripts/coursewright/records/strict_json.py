"""JSON from people we do not know: bounded, strict, and refused with a reason.

The records' JSON holds no floats (times and scores are texts), so every float is refused too;
`NaN` and `1e400` need no rule of their own.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 12
MAX_INT_DIGITS: Final = 16

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


class RecordError(Exception):
    """Why a record cannot be read: a stable reason code and one sentence for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


def read_strict(raw: bytes) -> Any:
    """Return the JSON value of a file.

    Raises:
        RecordError: too large, not UTF-8, not JSON, a duplicate key, a float, too deep …
    """
    if len(raw) > MAX_BYTES:
        raise RecordError("too-large", f"larger than {MAX_BYTES // 1_000_000} MB")
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError("not-utf8", f"not UTF-8 text (byte {error.start})") from error
    return read_strict_text(text)


def read_strict_text(text: str) -> Any:
    """Return the JSON value of a text that is small enough.

    Raises:
        RecordError: as `read_strict`.
    """
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_small_int,
        )
    except RecursionError as error:
        raise RecordError("too-deep", "nested too deep") from error
    except json.JSONDecodeError as error:
        raise RecordError("not-json", f"not JSON (line {error.lineno}: {error.msg})") from error
    _check_tree(value, 0)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise RecordError("duplicate-key", "a key stands twice in one object")
    return value


def _refuse_number(text: str) -> Any:
    raise RecordError("not-an-integer", f"a number that is not a whole one: {text[:20]}")


def _small_int(text: str) -> int:
    digits = len(text.removeprefix("-"))
    if digits > MAX_INT_DIGITS:
        raise RecordError("number-too-large", f"a number of {digits} digits")
    return int(text)


def _check_tree(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise RecordError("too-deep", "nested too deep")
    if isinstance(value, str):
        # "\\ud800" is valid JSON, yet no UTF-8 file can hold it, nor can the ledger.
        if _SURROGATES.search(value):
            raise RecordError("bad-text", "a text holds half of a surrogate pair")
    elif isinstance(value, dict):
        for key, part in value.items():
            _check_tree(key, depth + 1)
            _check_tree(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            _check_tree(part, depth + 1)
