"""Responses of people whose ability is known to items whose parameters are known (2PL)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from coursewright.records.statistics import Reply, Sitting

OPTIONS: Final = ("a", "b", "c")
DAY: Final = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """The parameters of an item."""

    slope: float = 1.2
    difficulty: float = 0.0
    is_miskeyed: bool = False
    """The marked key is a distractor: those who know choose what counts as wrong."""
    has_dead_distractor: bool = False


def simulate(kinds: list[Kind], people: int, seed: int, drawn: int | None = None) -> list[Sitting]:
    """Return one attempt for each person at all items, or at a random draw of them."""
    rng = np.random.default_rng(seed)
    found = []
    for person, ability in enumerate(rng.normal(size=people)):
        chosen = (
            range(len(kinds)) if drawn is None else rng.choice(len(kinds), drawn, replace=False)
        )
        replies = tuple(_reply(int(i), kinds[int(i)], float(ability), rng) for i in chosen)
        when = DAY + timedelta(minutes=person)
        found.append(Sitting(f"p{person}", "v1", "en", when, replies))
    return found


def _reply(number: int, kind: Kind, ability: float, rng: np.random.Generator) -> Reply:
    knows = rng.random() < 1 / (1 + np.exp(-kind.slope * (ability - kind.difficulty)))
    wrong = "b" if kind.has_dead_distractor or rng.random() < 0.5 else "c"
    choice = "a" if knows else wrong
    key = "b" if kind.is_miskeyed else "a"
    return Reply(
        item=f"final/i{number:02}",
        hash="h",
        score=float(choice == key),
        points=1,
        chosen=(choice,),
        options=OPTIONS,
        keys=(key,),
        seconds=float(rng.uniform(5, 40)),
    )
