"""Plants one known flaw in a whole bank."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.checks.writing.mutation.planting import (
    WORDS,
    Place,
    mutator,
    parts,
    reworded,
    with_stem,
)

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import content_words, words_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.model import Item, Option, Quiz


def _every(quiz: Quiz, change: Callable[[Item, list[Option], int, list[int]], Item]) -> Quiz:
    items = [one if (found := parts(one)) is None else change(one, *found) for one in quiz.items]
    return replace(quiz, items=tuple(items))


def _options_of(item: Item, options: list[Option]) -> Item:
    return replace(item, interaction=replace(item.interaction, options=tuple(options)))


@mutator("B01", "Q07", "Q17", "Q18", more=WORDS)
def _long_keys(at: Place) -> Quiz | None:
    def longer(one: Item, options: list[Option], key: int, wrong: list[int]) -> Item:
        text = options[key].text.text.rstrip('."”')
        longest = max(len(plain(options[place].text.text)) for place in wrong)
        while len(plain(text)) < 1.12 * longest:
            text += " now"
        options[key] = reworded(options[key], text)
        return _options_of(one, options)

    return (
        _every(at.quiz, longer)
        if sum(parts(one) is not None for one in at.quiz.items) >= 10
        else None
    )


@mutator("B02", "Q21")
def _one_place(at: Place) -> Quiz | None:
    def first(one: Item, options: list[Option], key: int, _wrong: list[int]) -> Item:
        options.insert(0, options.pop(key))
        return replace(_options_of(one, options), is_shuffled=False)

    single = [one for one in at.quiz.items if parts(one, "single")]
    return _every(at.quiz, first) if len(single) >= 10 else None


@mutator("B03", "B04", more=WORDS)
def _near_twin(at: Place) -> Quiz | None:
    if len(content_words(plain(at.item.stem.text), at.course.words["en"])) < 8:
        return None
    twin = replace(
        at.item,
        id=f"{at.item.id}-twin",
        stem=replace(at.item.stem, text=at.item.stem.text + " Now?"),
    )
    return replace(at.quiz, items=(*at.quiz.items, twin))


@mutator("B04", "Q18", "B03", more=WORDS)
def _leak(at: Place) -> Quiz | None:
    found = parts(at.item)
    others = [one for one in at.quiz.items if one is not at.item and parts(one)]
    if found is None or not others:
        return None
    key = plain(found[0][found[1]].text.text)
    if len(words_in(key)) < 4:
        return None
    other = at.rng.choice(others)
    return with_stem(at.quiz, other, f"A colleague has a plan: {key}. {other.stem.text}")


@mutator("B08")
def _worn(at: Place) -> Quiz | None:
    if at.quiz.kind != "record":
        return None
    name = at.rng.choice(at.course.knowledge.misconceptions).id

    def worn(one: Item, options: list[Option], _key: int, wrong: list[int]) -> Item:
        options[wrong[0]] = replace(options[wrong[0]], misconception=name)
        return _options_of(one, options)

    return _every(at.quiz, worn)


@mutator("Q30")
def _no_origin(at: Place) -> Quiz | None:
    def bare(one: Item, options: list[Option], _key: int, _wrong: list[int]) -> Item:
        new = [replace(option, misconception=None, own=None) for option in options]
        return _options_of(one, new)

    return _every(at.quiz, bare) if len(at.quiz.items) >= 10 else None


@mutator("T01")
def _no_method(at: Place) -> Quiz | None:
    if at.quiz.kind != "record":
        return None
    new = at.rng.choice([{"mastery_method": None}, {"mastery_set": ()}])
    return replace(at.quiz, **new)
