"""What a publish does to people who are in the middle of the course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coursewright.generating.forms import item_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.model import Pool


@dataclass(frozen=True, slots=True)
class QuizImpact:
    """One quiz whose published version changes; items are full ids, in the order of the quiz."""

    quiz: str
    title: str
    asked_again: tuple[str, ...]
    """Known items with another hash: what was answered no longer fits them."""
    new: tuple[str, ...]
    gone: tuple[str, ...]
    """No longer drawn: retired, or taken from the draw."""


def find_impact(
    pools: Sequence[Pool], banks: Mapping[str, Mapping[str, Any]]
) -> tuple[QuizImpact, ...]:
    """Return the quizzes that change, compared with what learners have now.

    Args:
        pools: of the course as it would be published.
        banks: quiz id -> the archived bank of its latest published version. A quiz without one is
            new to everybody, and left out.
    """
    found = []
    for pool in pools:
        bank = banks.get(pool.quiz.id)
        if bank is None or bank["version"] == pool.version:
            continue
        before: dict[str, str] = {name: spec["hash"] for name, spec in bank["items"].items()}
        now = {item.full_id: item_hash(item) for item in pool.items}
        found.append(
            QuizImpact(
                quiz=pool.quiz.id,
                title=pool.quiz.title,
                asked_again=tuple(
                    name for name, value in now.items() if before.get(name, value) != value
                ),
                new=tuple(name for name in now if name not in before),
                gone=tuple(name for name in before if name not in now),
            )
        )
    return tuple(found)
