"""Finds the words and phrases of a list in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase in a text, as the author wrote it."""

    words: str
    start: int
    """Offset of its first character in the text."""


@lru_cache(maxsize=512)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    # The longest first: `all of the above` is more telling than `all`.
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(_one(phrase) for phrase in ordered), re.IGNORECASE)


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
    pattern = _pattern(phrases)
    return iter(() if pattern is None else _hits(text, pattern))


@lru_cache(maxsize=65536)
def _hits(text: str, pattern: re.Pattern[str]) -> tuple[Hit, ...]:
    """Look a text through once; many rules read the same."""
    return tuple(Hit(match[0], match.start()) for match in pattern.finditer(text))


def has_phrase(text: str, phrases: tuple[str, ...]) -> bool:
    """Tell whether any phrase of the list stands in the text."""
    return next(find_phrases(text, phrases), None) is not None
