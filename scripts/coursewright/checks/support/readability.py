"""How hard a text is to read, for five languages, without any download.

Indices are rough: they see long words and long sentences, and nothing else. Sources of the
formulas: Flesch 1948 (en), Amstad 1978 (de), Kandel & Moles 1958 (fr), Lucisano & Piemontese 1988
(Gulpease, it), Bjoernsson 1968 (LIX, for ro, which has no formula of its own).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from coursewright.checks.support.wording import WORD

LONG_WORD: Final = 6
"""Letters; LIX counts words with more."""
_VOWELS: Final = {
    "en": "aeiouy",
    "de": "aeiouyäöü",
    "fr": "aeiouyàâäéèêëîïôöùûüœæ",
    "it": "aeiouyàèéìòù",
    "ro": "aeiouyăâî",
}
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”»'\u2019)]*\s+(?=[\"“„«'(]*[^\W\d_a-zà-ÿ]|\d)")
_ABBREVIATION: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Nr|z\. ?B|d\. ?h|p\. ?ex|ecc|etc)\.$")


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a text of a language is hard."""

    index: str
    """Name of the index."""
    bound: float
    is_higher_easier: bool
    mean: int
    """Words in a sentence, on average."""
    most: int
    """Words in one sentence."""


LIMITS: Final = {
    "en": Limits("Flesch", 60, is_higher_easier=True, mean=15, most=25),
    "de": Limits("Amstad", 55, is_higher_easier=True, mean=14, most=25),
    "fr": Limits("Kandel-Moles", 60, is_higher_easier=True, mean=17, most=28),
    "it": Limits("Gulpease", 60, is_higher_easier=True, mean=17, most=28),
    "ro": Limits("LIX", 50, is_higher_easier=False, mean=16, most=27),
}


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """Split plain text into sentences; the end of a text is always one."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return tuple(found)


@lru_cache(maxsize=16384)
def syllables(word: str, language: str) -> int:
    """Return about how many syllables a word has: its groups of vowels, at least one."""
    text = word.casefold()
    vowels = _VOWELS.get(language, _VOWELS["en"])
    number = len(re.findall(f"[{vowels}]+", text))
    if language == "en" and re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscxz]es$", text):
        number -= 1
    if language == "fr" and re.search(r"[^aeiouyéèê](?:e|es|ent)$", text):
        number -= 1
    return max(1, number)


def reading_ease(text: str, language: str) -> float | None:
    """Return the index of a text in its language's own scale; None without words or formula.

    Args:
        text: plain text; an index of fewer than 100 words says little.
        language: en, de, fr, it or ro.
    """
    words = WORD.findall(text)
    number = len(sentences(text))
    if not words or not number or language not in LIMITS:
        return None
    length = len(words) / number
    if language in {"it", "ro"}:
        if language == "it":
            return 89 + (300 * number - 10 * sum(map(len, words))) / len(words)
        return length + 100 * sum(len(word) > LONG_WORD for word in words) / len(words)
    weight = sum(syllables(word, language) for word in words) / len(words)
    return {
        "en": 206.835 - 1.015 * length - 84.6 * weight,
        "de": 180 - length - 58.5 * weight,
        "fr": 207 - 1.015 * length - 73.6 * weight,
    }[language]


def is_hard(index: float, language: str) -> bool:
    """Tell whether an index is beyond the bound of its language."""
    limits = LIMITS[language]
    return index < limits.bound if limits.is_higher_easier else index > limits.bound
