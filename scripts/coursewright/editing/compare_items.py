"""How two states of one item differ."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final, TypeVar

from coursewright.editing.wording import mark_words
from coursewright.model import Choice, FillIn, Likert, LongFillIn, Matching, Sequencing, TextBlank

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from fractions import Fraction

    from coursewright.model import Item, Markdown, Option

T = TypeVar("T")
ALIKE: Final = 0.5
"""Two option texts that share more than this are one option, reworded (0..1)."""


def either(old: T | None, new: T | None) -> T:
    """Return the new one of a pair, or the old one where that is gone."""
    each = old if new is None else new
    if each is None:
        raise ValueError("a pair holds one thing at least")
    return each


def item_changes(
    old: Item | None, new: Item | None, retired: Container[str]
) -> Iterator[tuple[str, str]]:
    """Yield (name of the item, what happened to it).

    Args:
        old: None: it is new.
        new: None: it is gone.
        retired: ids that its bank retires.
    """
    if old is None or new is None:
        each = either(old, new)
        state = "new" if old is None else "retired" if each.id in retired else "removed"
        yield each.full_id, f"{state}: {_flat(each.stem.text)}"
        return
    for text in (*_names(old, new), *_texts(old, new), *_interaction(old, new)):
        yield new.full_id, text


def _names(old: Item, new: Item) -> Iterator[str]:
    names = (old.written_id or old.id, new.written_id or new.id)
    values: dict[str, tuple[object, object]] = {
        "renamed": names,
        "revision": (old.revision, new.revision),
        "points": (old.points, new.points),
        "objective": (old.objective, new.objective),
        "shuffled": (old.is_shuffled, new.is_shuffled),
    }
    for name, (before, now) in values.items():
        if before != now:
            yield f"{name}: {before} → {now}"


def _texts(old: Item, new: Item) -> Iterator[str]:
    if old.stem.text != new.stem.text:
        yield f"stem: {mark_words(old.stem.text, new.stem.text)}"
    for name, before, now in (
        ("situation", old.body, new.body),
        ("hint", old.hint, new.hint),
        ("rationale", old.rationale, new.rationale),
    ):
        if _text(before) != _text(now):
            state = "new" if before is None else "removed" if now is None else ""
            yield f"{name}: {state or mark_words(_text(before), _text(now))}"


def _interaction(old: Item, new: Item) -> Iterator[str]:
    one, other = old.interaction, new.interaction
    if type(one) is not type(other) or one.name != other.name:
        yield f"kind of item: {one.name} → {other.name}"
        return
    if isinstance(one, Choice) and isinstance(other, Choice):
        yield from _choice(one, other)
    elif _key(one) != _key(other):
        yield f"key: {_key(one)} → {_key(other)}"


def _key(interaction: object) -> str:
    """Return the key of an item without options as a text."""
    if isinstance(interaction, Sequencing):
        return " · ".join(_flat(each.text) for each in interaction.elements)
    if isinstance(interaction, Matching):
        pairs = [
            f"{_flat(each.source.text)} = {_flat(each.target.text)}" for each in interaction.pairs
        ]
        return "; ".join((*pairs, *(_flat(each.text) for each in interaction.extra_targets)))
    if isinstance(interaction, FillIn):
        return "; ".join(
            " or ".join(each.accepted) if isinstance(each, TextBlank) else each.shown
            for each in interaction.blanks
        )
    if isinstance(interaction, Likert):
        return " · ".join(_flat(each.text) for each in interaction.statements)
    return _text(interaction.model_answer) if isinstance(interaction, LongFillIn) else ""


def _choice(old: Choice, new: Choice) -> Iterator[str]:
    pairs = _matched(old.options, new.options)
    if any(_credit(before) != _credit(now) for before, now in pairs):
        yield f"key: {_keys(old)} → {_keys(new)}"
    for before, now in pairs:
        if before is None or now is None:
            each = either(before, now)
            state = "new option" if before is None else "option removed"
            yield f"{state}: {_flat(each.text.text)}"
            continue
        if before.text.text != now.text.text:
            yield f"option: {mark_words(before.text.text, now.text.text)}"
        if _text(before.feedback) != _text(now.feedback):
            words = mark_words(_text(before.feedback), _text(now.feedback))
            yield f"feedback of “{_flat(now.text.text)}”: {words}"


def _matched(
    old: Sequence[Option], new: Sequence[Option]
) -> list[tuple[Option | None, Option | None]]:
    """Pair options: equal texts first, then the most alike."""
    left = list(old)
    pairs: list[tuple[Option | None, Option | None]] = []
    waiting: list[Option] = []
    for now in new:
        same = next((each for each in left if each.text.text == now.text.text), None)
        if same is None:
            waiting.append(now)
        else:
            left.remove(same)
            pairs.append((same, now))
    for now in waiting:
        best = max(left, key=lambda each: _likeness(each, now), default=None)
        if best is not None and _likeness(best, now) > ALIKE:
            left.remove(best)
            pairs.append((best, now))
        else:
            pairs.append((None, now))
    return [*pairs, *((each, None) for each in left)]


def _likeness(one: Option, other: Option) -> float:
    return difflib.SequenceMatcher(None, one.text.text, other.text.text).ratio()


def _credit(option: Option | None) -> Fraction | int:
    return 0 if option is None else option.credit


def _keys(choice: Choice) -> str:
    """Return the options that earn something; an acceptable one is named so."""
    texts = [
        f"“{_flat(each.text.text)}”{'' if each.credit == 1 else ' (acceptable)'}"
        for each in choice.options
        if each.credit
    ]
    return " and ".join(texts) or "none"


def _text(markdown: Markdown | None) -> str:
    return "" if markdown is None else _flat(markdown.text)


def _flat(text: str) -> str:
    return " ".join(text.split())
