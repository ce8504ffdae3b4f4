"""How two states of one item differ."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from coursewright.editing.differences import either, flat, names, order, text, texts, values
from coursewright.model import Choice, FillIn, Likert, LongFillIn, Matching, Sequencing, TextBlank

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from fractions import Fraction

    from coursewright.model import Item, Option

ALIKE: Final = 0.5
"""Two option texts that share more than this are one option, reworded (0..1)."""


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
        yield each.full_id, f"{state}: {flat(each.stem)}"
        return
    for told in (*_names(old, new), *_texts(old, new), *_interaction(old, new)):
        yield new.full_id, told


def _names(old: Item, new: Item) -> Iterator[str]:
    attributes = dict.fromkeys((*new.attributes, *old.attributes))
    yield from values(
        {
            "renamed": names(old, new),
            "revision": (old.revision, new.revision),
            "points": (old.points, new.points),
            "objective": (old.objective, new.objective),
            "evidence": (old.evidence, new.evidence),
            "shuffled": (old.is_shuffled, new.is_shuffled),
            **{name: (old.attributes.get(name), new.attributes.get(name)) for name in attributes},
        }
    )


def _texts(old: Item, new: Item) -> Iterator[str]:
    yield from text("stem", old.stem, new.stem)
    yield from text("situation", old.body, new.body)
    yield from text("hint", old.hint, new.hint)
    yield from text("rationale", old.rationale, new.rationale)


def _interaction(old: Item, new: Item) -> Iterator[str]:
    one, other = old.interaction, new.interaction
    if type(one) is not type(other) or one.name != other.name:
        yield f"kind of item: {one.name} → {other.name}"
        return
    if isinstance(one, Choice) and isinstance(other, Choice):
        yield from _choice(one, other)
    elif isinstance(one, Likert) and isinstance(other, Likert):
        yield from texts("statement", one.statements, other.statements)
        yield from values({"scale": (one.scale, other.scale)})
    elif _key(one) != _key(other):
        yield f"key: {_key(one)} → {_key(other)}"


def _key(interaction: object) -> str:
    """Return the key of an item without options as a text."""
    if isinstance(interaction, Sequencing):
        return " · ".join(flat(each) for each in interaction.elements)
    if isinstance(interaction, Matching):
        pairs = [f"{flat(each.source)} = {flat(each.target)}" for each in interaction.pairs]
        return "; ".join((*pairs, *(flat(each) for each in interaction.extra_targets)))
    if isinstance(interaction, FillIn):
        return "; ".join(
            _accepted(each) if isinstance(each, TextBlank) else each.shown
            for each in interaction.blanks
        )
    return flat(interaction.model_answer) if isinstance(interaction, LongFillIn) else ""


def _accepted(blank: TextBlank) -> str:
    return f"{' or '.join(blank.accepted)}{' (exactly)' if blank.is_exact else ''}"


def _choice(old: Choice, new: Choice) -> Iterator[str]:
    pairs = _matched(old.options, new.options)
    yield from values({"scoring": (old.scoring, new.scoring)})
    if any(_credit(before) != _credit(now) for before, now in pairs):
        yield f"key: {_keys(old)} → {_keys(new)}"
    for before, now in pairs:
        if before is None or now is None:
            each = either(before, now)
            state = "new option" if before is None else "option removed"
            yield f"{state}: {flat(each.text)}"
            continue
        yield from text("option", before.text, now.text)
        name = f"“{flat(now.text)}”"
        yield from text(f"feedback of {name}", before.feedback, now.feedback)
        yield from values(
            {
                f"misconception of {name}": (before.misconception, now.misconception),
                f"reason for {name}": (before.own, now.own),
            }
        )
    texts_of = ([f"“{flat(each.text)}”" for each in choice.options] for choice in (old, new))
    yield from order("options", *texts_of)


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
        f"“{flat(each.text)}”{'' if each.credit == 1 else ' (acceptable)'}"
        for each in choice.options
        if each.credit
    ]
    return " and ".join(texts) or "none"
