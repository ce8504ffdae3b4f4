"""How two states of one instrument differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.editing.differences import either, names, order, pairs, text, texts, values
from coursewright.model import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Category, Instrument


def instrument_changes(old: Instrument | None, new: Instrument | None) -> Iterator[str]:
    """Yield what happened to an instrument; None: it was not there, or is gone."""
    if old is None or new is None:
        count = either(old, new).statement_count
        words = "1 statement" if count == 1 else f"{count} statements"
        yield f"{'new' if old is None else 'removed'}, with {words}"
        return
    yield from values(
        {
            "name": names(old, new),
            "title": (old.title, new.title),
            "minutes": (old.minutes, new.minutes),
            "scale": (old.scale, new.scale),
        }
    )
    yield from text("introduction", old.intro, new.intro)
    for before, now in pairs(old.categories, new.categories):
        yield from _category(before, now)
    yield from order("categories", *([one.id for one in each.categories] for each in (old, new)))


def _category(old: Category | None, new: Category | None) -> Iterator[str]:
    each = either(old, new)
    where = f"category {each.id}"
    if old is None or new is None:
        yield f"{where}: {'new' if old is None else 'removed'}"
        return
    yield from values(
        {
            f"{where}, title": (old.title, new.title),
            f"{where}, covers": (old.covers, new.covers),
        }
    )
    yield from text(f"text of {where}", old.body, new.body)
    yield from texts(f"{where}, statement", old.statements, new.statements)
    for band in BANDS:
        yield from text(f"{where}, advice for {band}", old.advice.get(band), new.advice.get(band))
