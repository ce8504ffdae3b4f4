"""Deals a bank's items out to the rows of a blueprint, each item to one row at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.model import Choice, PoolStratum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.model import Course, Item, Level, Stratum


def item_type(item: Item) -> str:
    """Return the name blueprints use: `choice`, `multiple`, `situation` and so on."""
    interaction = item.interaction
    if isinstance(interaction, Choice):
        return "choice" if interaction.scoring == "single" else interaction.scoring
    return interaction.name


def count_fitting(items: Iterable[Item], row: Stratum, course: Course) -> int:
    """Return how many items are scored and have every property a blueprint row asks for."""
    places = _places(course)
    return sum(_fits(item, row, places) for item in items)


_Places = dict[str, tuple[str, "Level | None"]]
"""Objective id -> its module and level."""


def _places(course: Course) -> _Places:
    return {
        objective.id: (module.id, objective.level)
        for module in course.modules
        for objective in module.objectives
    }


def _fits(item: Item, row: Stratum, places: _Places) -> bool:
    module, level = places.get(item.objective or "", (None, None))
    return (
        item.is_scored
        and row.module in (None, module)
        and row.level in (None, level)
        and row.type in (None, item_type(item))
    )


def deal(items: Sequence[Item], rows: Sequence[Stratum], course: Course) -> tuple[PoolStratum, ...]:
    """Return one stratum per row; a row that cannot be filled draws what it has.

    Strata are disjoint, because an attempt must never draw an item twice. Rows are filled to
    their count by augmenting paths (so a row is short only when no deal could fill it); what is
    left over goes where the pool is smallest for its count.
    """
    places = _places(course)
    wanted = {
        item.full_id: [at for at, row in enumerate(rows) if _fits(item, row, places)]
        for item in items
    }
    dealt: dict[str, int] = {}
    held: list[list[str]] = [[] for _ in rows]
    counts = [row.count for row in rows]

    def place(full_id: str, tried: set[int]) -> bool:
        for at in wanted[full_id]:
            if at in tried:
                continue
            tried.add(at)
            if len(held[at]) < counts[at]:
                held[at].append(full_id)
                dealt[full_id] = at
                return True
            for other in list(held[at]):
                if place(other, tried):
                    held[at].remove(other)
                    held[at].append(full_id)
                    dealt[full_id] = at
                    return True
        return False

    for full_id in wanted:
        place(full_id, set())
    _spread(wanted, counts, held, dealt)
    return tuple(
        PoolStratum(
            min(row.count, len(ids)),
            tuple(full_id for full_id in wanted if dealt.get(full_id) == at),
            row.paths,
        )
        for at, (row, ids) in enumerate(zip(rows, held, strict=True))
        if ids
    )


def _spread(
    wanted: dict[str, list[int]], counts: list[int], held: list[list[str]], dealt: dict[str, int]
) -> None:
    """Put what is left over where the pool is smallest for its count."""
    for full_id, choices in wanted.items():
        if choices and full_id not in dealt:
            at = min(choices, key=lambda row: (len(held[row]) / max(counts[row], 1), row))
            held[at].append(full_id)
            dealt[full_id] = at
