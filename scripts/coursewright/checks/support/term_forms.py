"""The forms of a glossary term that running text uses: inflected, with other small words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_REMARK: Final = re.compile(r"\s*\(([^)]*)\)")
_EXPLAINS: Final = re.compile(r"(?:an?|o|une?|un[oa]|eine?|care|qui|che|die|der)\b", re.IGNORECASE)
"""What a remark begins with that says more about the term, and is no other form of it."""
_SHORTEST: Final = 4
"""Shorter words carry grammar: articles, prepositions."""
_ENDINGS: Final = ((7, 3), (5, 2), (0, 1))
"""A word of more letters than the first number may change as many at its end as the second."""
_ELISION: Final = re.compile(r"^\w{1,2}['’]")  # noqa: RUF001


def usual_form(term: str) -> str:
    """Return a term without its remark in brackets."""
    return " ".join(_REMARK.sub("", term).split())


@lru_cache(maxsize=2048)
def any_form(term: str) -> re.Pattern[str]:
    """Return a pattern that finds a term in running text.

    Endings change (`punct de contact`, `punctele de contact`), and so do the small words
    between the others; each longer word must begin as in the glossary. What stands in brackets
    is another form, `Kontaktpunkt (Touchpoint)`, and so is what stands behind a stroke.
    """
    remarks = (part for remark in _REMARK.findall(term) for part in remark.split(", "))
    forms = [
        *usual_form(term).split(" / "),
        *(remark for remark in remarks if not _EXPLAINS.match(remark)),
    ]
    return re.compile("|".join(_pattern(form) for form in forms if form), re.IGNORECASE)


def _pattern(form: str) -> str:
    words = [_ELISION.sub("", word) for word in form.split()]
    long = [word for word in words if len(word) >= _SHORTEST] or words
    between = r"(?:[\s\-'’]+\w{1,5}){0,3}[\s\-'’]+"  # noqa: RUF001
    return r"(?<!\w)" + between.join(rf"{re.escape(_stem(word))}\w*" for word in long)


def _stem(word: str) -> str:
    """Return the beginning of a word that its endings leave alone."""
    if len(word) < _SHORTEST:
        return word
    return word[
        : max(_SHORTEST - 1, len(word) - (3 if len(word) > 7 else 2 if len(word) > 5 else 1))
    ]
