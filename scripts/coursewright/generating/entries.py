"""What one recall entry offers: a meaning to show, a name to type, an element to order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.generating.text import (
    contains_words,
    first_paragraph,
    plain_text,
    split_letter,
    without_number,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.model import Markdown, RecallEntry

MAX_TYPED_WORDS: Final = 3
MAX_TYPED_CHARACTERS: Final = 28


@dataclass(frozen=True, slots=True)
class Entry:
    """A recall entry that has a meaning."""

    term: Markdown
    meaning: Markdown


def with_meaning(entry: RecallEntry) -> Entry | None:
    """Return the entry with its meaning, or None when it has none."""
    if entry.meaning is None or not entry.meaning.text.strip():
        return None
    return Entry(entry.term, entry.meaning)


def meaning_text(entry: RecallEntry) -> str:
    """Return the meaning's Markdown, or an empty text."""
    return entry.meaning.text if entry.meaning else ""


def element(entry: RecallEntry) -> str:
    """Return an entry without the letter or number that would give its place away."""
    text = without_number(entry.term.text)
    letter, name = split_letter(text)
    return name if letter else first_paragraph(text)


def has_twins(texts: Sequence[str]) -> bool:
    """Say whether two of the texts read the same."""
    return len({words(text) for text in texts}) < len(texts)


def tells(entry: Entry) -> bool:
    """Say whether the meaning names its own term, so that there is nothing left to recall."""
    return contains_words(entry.meaning.text, split_letter(entry.term.text)[1])


def typed(term: str) -> tuple[str, ...] | None:
    """Return what may be typed for a term, or None when it is too long to type from memory.

    An entry with a letter (`R: Respond to the person`) can always be typed: the letter will do.
    """
    letter, name = split_letter(without_number(term))
    is_short = len(name.split()) <= MAX_TYPED_WORDS and len(name) <= MAX_TYPED_CHARACTERS
    if letter:
        return tuple(dict.fromkeys((name, plain_text(term), letter)))
    return (name,) if is_short and words(name) else None
