"""The words of choice items, as the rules of item writing compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.model import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Span
    from coursewright.model import Item, Option, WordLists

WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
SHORTEST_CONTENT: Final = 4


@dataclass(frozen=True, slots=True)
class OptionText:
    """An option and what a learner reads."""

    option: Option
    text: str

    @property
    def span(self) -> Span:
        """The place of its text."""
        return self.option.text.span


@dataclass(frozen=True, slots=True)
class ChoiceText:
    """A choice item with its texts in plain words."""

    item: Item
    scoring: str
    words: WordLists
    stem: str
    body: str
    """The situation; "" without one."""
    options: tuple[OptionText, ...]

    @property
    def keys(self) -> tuple[OptionText, ...]:
        """The options that earn the whole credit."""
        return tuple(one for one in self.options if one.option.credit == 1)

    @property
    def others(self) -> tuple[OptionText, ...]:
        """All other options: distractors, and acceptable responses of a situation."""
        return tuple(one for one in self.options if one.option.credit != 1)

    @property
    def distractors(self) -> tuple[OptionText, ...]:
        """The options that earn nothing."""
        return tuple(one for one in self.options if one.option.credit == 0)


def choice_texts(context: CheckContext, *scorings: str) -> Iterator[ChoiceText]:
    """Return every authored choice item that is scored in one of these ways; by default all."""
    return (one for one in context.choices if not scorings or one.scoring in scorings)


def read_choices(context: CheckContext) -> Iterator[ChoiceText]:
    """Yield every authored choice item; `CheckContext.choices` keeps them."""
    for item in context.authored_items:
        choice = item.interaction
        if not isinstance(choice, Choice):
            continue
        yield ChoiceText(
            item,
            choice.scoring,
            context.words_of(item),
            plain(item.stem.text),
            plain(item.body.text) if item.body else "",
            tuple(OptionText(option, plain(option.text.text)) for option in choice.options),
        )


@lru_cache(maxsize=65536)
def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a plain text, in one case; numbers are none."""
    return tuple(word.casefold() for word in WORD.findall(text))


@lru_cache(maxsize=16384)
def word_count(text: str) -> int:
    """Return how many words a plain text has, numbers included."""
    return sum(any(sign.isalnum() for sign in token) for token in text.split())


def content_words(text: str, words: WordLists) -> frozenset[str]:
    """Return the words of four letters and more that carry meaning."""
    return _content_words(text, words["stop_words"])


@lru_cache(maxsize=16384)
def _content_words(text: str, stop_words: tuple[str, ...]) -> frozenset[str]:
    small = _small(stop_words)
    return frozenset(
        word for word in words_in(text) if len(word) >= SHORTEST_CONTENT and word not in small
    )


@lru_cache(maxsize=16)
def _small(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in entries)


def similarity(one: str, other: str) -> float:
    """Return the share of words that two texts have in common: 0 (none) to 1 (the same words)."""
    left, right = (frozenset(re.findall(r"\w+", text.casefold())) for text in (one, other))
    every = left | right
    return len(left & right) / len(every) if every else 0.0
