"""JSON of statements: strict like the records' JSON, and with the decimal numbers of scores."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final

MAX_DEPTH: Final = 40
MAX_INT_DIGITS: Final = 18
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


class StatementError(Exception):
    """Why a statement is refused: where, and one sentence."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place
        self.message = message


def read_json(raw: bytes) -> Any:
    """Return the value of a JSON text.

    Raises:
        StatementError: not UTF-8, not JSON, a property twice (Data 2.2), a number that no
            double holds, half a surrogate pair, or too deep.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_finite,
            parse_constant=_finite,
            parse_int=_whole,
        )
    except UnicodeDecodeError as error:
        raise StatementError("", "the text is not UTF-8") from error
    except RecursionError as error:
        raise StatementError("", "nested too deep") from error
    except json.JSONDecodeError as error:
        raise StatementError("", f"no JSON (line {error.lineno}: {error.msg})") from error
    _check_tree(value, 0)
    return value


def write_json(value: Any) -> bytes:
    """Return the one byte form of a statement's JSON: UTF-8, sorted keys, no blanks.

    Read back with `read_json`, it gives an equal value.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise StatementError("", "a property stands twice in one object")
    return value


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError:  # pragma: no cover - json only hands over what it read as a number
        number = math.nan
    if not math.isfinite(number):
        raise StatementError("", f"a number that cannot be kept: {text[:20]}")
    return number


def _whole(text: str) -> int:
    if len(text) > MAX_INT_DIGITS:
        raise StatementError("", f"a number of {len(text)} digits")
    return int(text)


def _check_tree(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise StatementError("", "nested too deep")
    if isinstance(value, str):
        if _SURROGATES.search(value):
            raise StatementError("", "a text holds half of a surrogate pair")
    elif isinstance(value, dict):
        for key, part in value.items():
            _check_tree(key, depth + 1)
            _check_tree(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            _check_tree(part, depth + 1)
