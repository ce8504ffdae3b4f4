"""Items laid out for paper: numbers, shuffled parts, balanced places of the key, and the key."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from coursewright.generating.canonical import text_digest
from coursewright.model import Choice, FillIn, Matching, NumberBlank, Sequencing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.model import Item, Markdown, Pool

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An item with its number and the printed order of its parts."""

    number: int
    item: Item
    order: tuple[int, ...]
    """Positions in the source, as printed: options, elements, or targets of a matching item."""

    def letter_of(self, position: int) -> str:
        """Return the printed letter of the part that stands at a position of the source."""
        return ascii_uppercase[self.order.index(position)]


def lay_out(items: Sequence[Item], seed: str, salts: Mapping[str, str]) -> tuple[PaperItem, ...]:
    """Number items and shuffle their parts; the same seed gives the same paper.

    Among items with one key and equally many options, each place holds the key equally often (give
    or take one), so that neither a favourite letter of the author nor chance helps a guesser.

    Args:
        items: in the order of the paper.
        seed: names the form.
        salts: bank id -> its salt. The salt of a record bank is a secret: without it, seed and
            printed order would tell the order in the source, in which the key often comes first.
    """
    places = _key_places(items, seed, salts)
    return tuple(
        PaperItem(number, item, _order(item, f"{seed}|{salts.get(item.bank, '')}", places))
        for number, item in enumerate(items, start=1)
    )


def draw(pool: Pool, seed: str, path: str) -> tuple[Item, ...]:
    """Return the scored items of a paper form: as many of each row as the site would draw."""
    chosen: set[str] = set()
    scored = {item.full_id for item in pool.items if item.is_scored}
    for stratum in pool.strata:
        if stratum.is_for(path):
            left = [name for name in stratum.items if name in scored and name not in chosen]
            left.sort(key=lambda name: text_digest(f"{seed}|draw|{name}"))
            chosen.update(left[: stratum.count])
    return tuple(item for item in pool.items if item.full_id in chosen)


def key_text(row: PaperItem) -> str:
    """Return the key of an item in the letters of its paper; "" where nothing is right or wrong."""
    interaction = row.item.interaction
    match interaction:
        case Choice():
            return _choice_key(row, interaction)
        case Sequencing():
            return " ".join(row.letter_of(index) for index in range(len(interaction.elements)))
        case Matching():
            count = len(interaction.pairs)
            return ", ".join(f"{index + 1} {row.letter_of(index)}" for index in range(count))
        case FillIn():
            return "; ".join(
                blank.shown if isinstance(blank, NumberBlank) else " / ".join(blank.accepted)
                for blank in interaction.blanks
            )
        case _:
            return ""


def key_positions(choice: Choice) -> tuple[int, ...]:
    """Return the positions of the options that earn all points."""
    return tuple(index for index, option in enumerate(choice.options) if option.credit == 1)


def targets_of(matching: Matching) -> tuple[Markdown, ...]:
    """Return every target, those of the pairs first."""
    return (*(pair.target for pair in matching.pairs), *matching.extra_targets)


def _choice_key(row: PaperItem, choice: Choice) -> str:
    letters = sorted(row.letter_of(index) for index in key_positions(choice))
    text = " ".join(letters)
    halves = sorted(
        row.letter_of(index) for index, option in enumerate(choice.options) if option.credit == HALF
    )
    return f"{text} (½: {' '.join(halves)})" if halves else text


def _key_places(items: Sequence[Item], seed: str, salts: Mapping[str, str]) -> dict[str, int]:
    groups: dict[int, list[Item]] = {}
    for item in items:
        if _is_balanced(item) and isinstance(item.interaction, Choice):
            groups.setdefault(len(item.interaction.options), []).append(item)
    secret = "|".join(salts.get(bank, "") for bank in sorted({item.bank for item in items}))
    places: dict[str, int] = {}
    for size, group in groups.items():
        letters = _shuffled(size, f"{seed}|{secret}|letters|{size}")
        turns = _shuffled(len(group), f"{seed}|{secret}|turns|{size}")
        for turn, index in enumerate(turns):
            places[group[index].full_id] = letters[turn % size]
    return places


def _is_balanced(item: Item) -> bool:
    interaction = item.interaction
    return (
        isinstance(interaction, Choice)
        and item.is_shuffled
        and len(key_positions(interaction)) == 1
    )


def _order(item: Item, seed: str, places: Mapping[str, int]) -> tuple[int, ...]:
    interaction = item.interaction
    seed = f"{seed}|{item.full_id}"
    match interaction:
        case Choice():
            size = len(interaction.options)
            if not item.is_shuffled:
                return tuple(range(size))
            order = _shuffled(size, seed)
            if item.full_id in places:
                key = key_positions(interaction)[0]
                order.remove(key)
                order.insert(places[item.full_id], key)
            return tuple(order)
        case Sequencing():
            return _unsorted(len(interaction.elements), seed)
        case Matching():
            return _unsorted(len(targets_of(interaction)), seed)
        case _:
            return ()


def _unsorted(size: int, seed: str) -> tuple[int, ...]:
    """Return a shuffled order that is not the right one."""
    order = _shuffled(size, seed)
    if size > 1 and order == sorted(order):
        order = order[1:] + order[:1]
    return tuple(order)


def _shuffled(size: int, seed: str) -> list[int]:
    return sorted(range(size), key=lambda index: text_digest(f"{seed}|{index}"))
