"""How two states of one quiz differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.editing.compare_items import item_changes
from coursewright.editing.differences import (
    Difference,
    either,
    names,
    order,
    pairs,
    reviewed,
    standing,
    text,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Item, Quiz, Stratum


def quiz_changes(old: Quiz | None, new: Quiz | None) -> Iterator[Difference]:
    """Yield what happened to a quiz and its items; None: it was not there, or is gone."""
    each = either(old, new)
    group, what = f"Quiz {each.title}", f"quiz {each.id}"
    if old is None or new is None:
        state = "new" if old is None else "removed"
        yield Difference(group, what, f"{state}, with {len(each.items)} items")
        return
    for told in (*_head(old, new), *_blueprint(old, new)):
        yield Difference(group, what, told)
    retired = {entry.id for entry in new.retired}
    for before, now in pairs(old.items, new.items):
        for name, told in item_changes(before, now, retired):
            yield Difference(group, f"item {name}", told)
        for told in _status(old, new, before, now):
            yield Difference(group, f"item {either(before, now).full_id}", told)
    for told in order("items", *([item.id for item in quiz.items] for quiz in (old, new))):
        yield Difference(group, what, told)


def _head(old: Quiz, new: Quiz) -> Iterator[str]:
    yield from values(
        {
            "name": names(old, new),
            "title": (old.title, new.title),
            "kind": (old.kind, new.kind),
            "mastery score": (old.mastery_score, new.mastery_score),
            "attempts": (old.attempts, new.attempts),
            "items drawn": (_drawn(old), _drawn(new)),
            "share of items of earlier modules": (old.from_earlier, new.from_earlier),
            "share of generated items": (old.from_recall, new.from_recall),
            "result shown at once": (old.reveal, new.reveal),
            "status": (standing(old.status, old.reviews), standing(new.status, new.reviews)),
            "mastery score found by": (old.mastery_method, new.mastery_method),
            "mastery score set by": (reviewed(old.mastery_set), reviewed(new.mastery_set)),
        }
    )
    yield from text("introduction", old.intro, new.intro)
    # An item that this edit took out is told as retired with its text.
    had = {entry.id for entry in old.retired} | {item.id for item in old.items}
    has = {entry.id for entry in new.retired}
    yield from (f"id retired: {name}" for name in sorted(has - had))
    yield from (f"id retired no more: {each.id}" for each in old.retired if each.id not in has)


def _blueprint(old: Quiz, new: Quiz) -> Iterator[str]:
    rows, other_rows = [_row(row) for row in old.blueprint], [_row(row) for row in new.blueprint]
    for row in sorted({*rows, *other_rows}, key=[*other_rows, *rows].index):
        if row not in other_rows or row not in rows:
            change = "new" if row in other_rows else "removed"
            yield f"row of the blueprint, {change}: {row}"


def _status(old: Quiz, new: Quiz, before: Item | None, now: Item | None) -> Iterator[str]:
    """Yield the status of an item, unless it only follows its bank: that is told with the bank."""
    if before is None or now is None:
        return
    one, other = (standing(each.status, each.reviews) for each in (before, now))
    if (one, other) != tuple(standing(each.status, each.reviews) for each in (old, new)):
        yield from values({"status": (one, other)})


def _drawn(quiz: Quiz) -> str:
    if quiz.blueprint:
        return f"{sum(row.count for row in quiz.blueprint)} by {len(quiz.blueprint)} rows"
    return "all" if quiz.draw is None else str(quiz.draw)


def _row(row: Stratum) -> str:
    """Return what a row of a blueprint asks for: `2 of m04 apply situation, path core`."""
    asked = [word for word in (row.module, row.level, row.type) if word] or ["any item"]
    paths = f", path {' and '.join(row.paths)}" if row.paths else ""
    return f"{row.count} of {' '.join(asked)}{paths}"
