"""Finds the words and phrases of a list in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase in a text, as the author wrote it."""

    words: str
    start: int
    """Offset of its first character in the text."""


@dataclass(frozen=True, slots=True)
class _Search:
    """A list of phrases, and what a text must hold for one of them to be in it."""

    pattern: re.Pattern[str]
    words: frozenset[str]
    """First words of phrases: one of them stands in the text, whole …"""
    beginnings: tuple[str, ...]
    """… or a word of the text begins like this."""
    is_any: bool
    """True: a phrase that begins with a sign may be anywhere."""

    def may_be_in(self, text: str) -> bool:
        """Tell whether the text is worth looking through; most are not."""
        found = _words(text)
        if self.is_any or not self.words.isdisjoint(found):
            return True
        return bool(self.beginnings) and any(one.startswith(self.beginnings) for one in found)


@lru_cache(maxsize=512)
def _search(phrases: tuple[str, ...]) -> _Search | None:
    if not phrases:
        return None
    # The longest first: `all of the above` is more telling than `all`.
    ordered = sorted(phrases, key=len, reverse=True)
    pattern = re.compile("|".join(_one(phrase) for phrase in ordered), re.IGNORECASE)
    firsts = [_first(phrase) for phrase in phrases]
    return _Search(
        pattern,
        frozenset(word for word, is_whole in firsts if is_whole),
        tuple(word for word, is_whole in firsts if word and not is_whole),
        is_any=("", False) in firsts,
    )


def _first(phrase: str) -> tuple[str, bool]:
    """Return the letters a phrase begins with, and whether a text has them as a whole word."""
    body = " ".join(phrase.removesuffix("*").split())
    match = _RUN.match(body) if phrase[:1].isalnum() else None
    if match is None:
        return "", False
    return folded(match[0]), match.end() < len(body) or phrase[-1:].isalnum()


@lru_cache(maxsize=65536)
def _words(text: str) -> frozenset[str]:
    return frozenset(folded(" ".join(_RUN.findall(text))).split(" "))


def folded(text: str) -> str:
    """Return a text in one case: what a pattern that ignores case finds is equal in it."""
    # A pattern that ignores case takes these two for an i; `casefold` does not.
    return text.replace("\u0130", "i").replace("\u0131", "i").casefold()


def _one(phrase: str) -> str:
    body = r"\s+".join(re.escape(part) for part in phrase.removesuffix("*").split())
    before = r"(?<!\w)" if phrase[:1].isalnum() else ""
    after = r"\w*" if phrase.endswith("*") else r"(?!\w)" if phrase[-1:].isalnum() else ""
    return f"{before}{body}{after}"


def find_phrases(text: str, phrases: tuple[str, ...]) -> Iterator[Hit]:
    """Return every place where a phrase of the list stands as whole words, whatever its case.

    Args:
        text: plain text.
        phrases: entries of a word list; a final `*` stands for any ending of a word.
    """
    search = _search(phrases)
    return iter(() if search is None or not search.may_be_in(text) else _hits(text, search.pattern))


@lru_cache(maxsize=65536)
def _hits(text: str, pattern: re.Pattern[str]) -> tuple[Hit, ...]:
    """Look a text through once; many rules read the same."""
    return tuple(Hit(match[0], match.start()) for match in pattern.finditer(text))


def has_phrase(text: str, phrases: tuple[str, ...]) -> bool:
    """Tell whether any phrase of the list stands in the text."""
    return next(find_phrases(text, phrases), None) is not None
