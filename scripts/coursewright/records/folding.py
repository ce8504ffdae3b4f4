"""How typed responses are compared. browser/src/core/scoring.js does exactly the same.

Both sides fold by these steps in this order; tests/browser compares them on random texts.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Final

# Listed, not `\s`: Python and JavaScript disagree on what white space is.
SPACES: Final = (
    " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
APOSTROPHES: Final = "'\u2019\u2018\u02bc"
QUOTES: Final = {
    **dict.fromkeys(map(ord, "\u2019\u2018\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"'),
}
MAX_NUMBER_CHARACTERS: Final = 1000
"""Longer digits are no response of a person; Python refuses to convert 4,300 of them anyway."""

_SPACE_RUNS: Final = re.compile(f"[{SPACES}]+")
_DROPPED_IN_NUMBERS: Final = re.compile(f"[{SPACES}{APOSTROPHES}]+")
_NUMBER: Final = re.compile(r"([+\-\u2212]?)([0-9]+)(?:[.,]([0-9]+))?")


def fold(text: str) -> str:
    """Return a text without case, accents, quote styles, extra spaces and final punctuation."""
    folded = _without_marks(_without_marks(text).lower().replace("ß", "ss"))
    folded = _SPACE_RUNS.sub(" ", folded.translate(QUOTES)).strip(" ")
    return folded[:-1] if folded.endswith((".", "!", "?")) else folded


def fold_exact(text: str) -> str:
    """Return a text whose case and accents count: only spaces and composition are evened out."""
    return _SPACE_RUNS.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def read_number(text: str) -> Fraction | None:
    """Return the number a person typed (such as `1 200,5`), exactly; None when it is none."""
    compact = _DROPPED_IN_NUMBERS.sub("", text)
    if len(compact) > MAX_NUMBER_CHARACTERS:
        return None
    found = _NUMBER.fullmatch(compact)
    if found is None:
        return None
    sign, whole, decimals = found[1], found[2], found[3] or ""
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return value if sign in {"", "+"} else -value


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))
