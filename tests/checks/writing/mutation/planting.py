"""How a flaw is planted in an item or a bank; the functions for each rule stand in `mutators_*.py`.

A mutator gets a bank, one of its items and a seeded source of chance; it returns the spoilt bank,
or None where the flaw does not fit the item. `also` names rules that may rightly speak up as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from coursewright.model import Choice

if TYPE_CHECKING:
    import random

    from coursewright.model import Course, Item, Option, Quiz


@dataclass(frozen=True)
class Place:
    """Where a flaw may be planted."""

    course: Course
    quiz: Quiz
    item: Item
    rng: random.Random


Plant = Callable[[Place], "Quiz | None"]
LENGTH: Final = frozenset({"Q07", "B01"})
"""Any new length of an option may make the key stand out."""
WORDS: Final = frozenset({"Q11", "Q12"})
"""Any new words may give the key away."""


@dataclass(frozen=True)
class Mutator:
    """How to plant the flaw of one rule."""

    plant: Plant
    also: frozenset[str] = frozenset()


MUTATORS: Final[dict[str, Mutator]] = {}


def mutator(code: str, *also: str, more: frozenset[str] = frozenset()) -> Callable[[Plant], Plant]:
    """Register a function as the mutator of a rule."""

    def register(plant: Plant) -> Plant:
        MUTATORS[code] = Mutator(plant, frozenset(also) | more)
        return plant

    return register


# --- small edits --------------------------------------------------------------------------------


def changed(quiz: Quiz, item: Item, **fields: Any) -> Quiz:
    """Return the bank with other fields of one item."""
    new = replace(item, **fields)
    return replace(quiz, items=tuple(new if one is item else one for one in quiz.items))


def with_stem(quiz: Quiz, item: Item, text: str) -> Quiz:
    """Return the bank with another stem of one item."""
    return changed(quiz, item, stem=replace(item.stem, text=text))


def with_options(quiz: Quiz, item: Item, options: list[Option]) -> Quiz:
    """Return the bank with other options of one item."""
    return changed(quiz, item, interaction=replace(item.interaction, options=tuple(options)))


def reworded(option: Option, text: str) -> Option:
    """Return an option with another text."""
    return replace(option, text=replace(option.text, text=text))


def told(option: Option, text: str) -> Option:
    """Return an option with another feedback."""
    assert option.feedback is not None
    return replace(option, feedback=replace(option.feedback, text=text))


def parts(item: Item, *scorings: str) -> tuple[list[Option], int, list[int]] | None:
    """Return options, the place of the key and those of the distractors of a one-key choice."""
    choice = item.interaction
    wanted = scorings or ("single", "situation")
    if not isinstance(choice, Choice) or choice.scoring not in wanted:
        return None
    keys = [i for i, option in enumerate(choice.options) if option.credit == 1]
    wrong = [i for i, option in enumerate(choice.options) if option.credit == 0]
    if len(keys) != 1 or len(wrong) < 2 or any(one.feedback is None for one in choice.options):
        return None
    return list(choice.options), keys[0], wrong


def lowered(text: str) -> str:
    """Return a text that can stand in the middle of a sentence."""
    return text[:1].lower() + text[1:]
