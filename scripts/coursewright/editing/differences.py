"""What every comparison of two states of a course needs: pairs, values and texts in words."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from coursewright.editing.wording import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coursewright.model import Markdown, Review

T = TypeVar("T")
MOST_MOVED: Final = 3
"""Of so many things in other places each is named, of more the number."""


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


class _HasNames(_HasId, Protocol):
    @property
    def written_id(self) -> str: ...


Named = TypeVar("Named", bound=_HasId)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed."""

    group: str
    """What it belongs to: the title of a module or quiz, or the course."""
    what: str
    """`item resolved/late`, `lesson person-first` …"""
    text: str
    """What happened to it."""


def either(old: T | None, new: T | None) -> T:
    """Return the new one of a pair, or the old one where that is gone."""
    each = old if new is None else new
    if each is None:
        raise ValueError("a pair holds one thing at least")
    return each


def pairs(
    old: Iterable[Named], new: Iterable[Named]
) -> Iterator[tuple[Named | None, Named | None]]:
    """Yield (old, new) with one id; what is new or kept in its order, then what is gone."""
    before = {each.id: each for each in old}
    now = {each.id: each for each in new}
    for name, each in now.items():
        yield before.get(name), each
    for name, each in before.items():
        if name not in now:
            yield each, None


def values(named: Mapping[str, tuple[object, object]]) -> Iterator[str]:
    """Yield a sentence for each named value that differs: `minutes: 5 → 6`."""
    for name, (old, new) in named.items():
        if old != new:
            yield f"{name}: {_shown(old)} → {_shown(new)}"


def names(old: _HasNames, new: _HasNames) -> tuple[str, str]:
    """Return what a thing was called in its file and what it is called now."""
    return old.written_id or old.id, new.written_id or new.id


def order(name: str, old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    """Yield what stands elsewhere among what is in both states: `order of items: b now first`."""
    before, now = list(old), list(new)
    kept = set(before) & set(now)
    before, now = ([each for each in row if each in kept] for row in (before, now))
    steps = difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    moved = [at for tag, _, _, first, last in steps if tag != "equal" for at in range(first, last)]
    if len(moved) > MOST_MOVED:
        yield f"order of {name}: {len(moved)} of {len(now)} stand elsewhere"
    elif moved:
        places = (f"{now[at]} now {f'after {now[at - 1]}' if at else 'first'}" for at in moved)
        yield f"order of {name}: {', '.join(places)}"


def text(name: str, old: Markdown | str | None, new: Markdown | str | None) -> Iterator[str]:
    """Yield what happened to a text, word by word; None and "" stand for no text."""
    before, now = flat(old), flat(new)
    if before != now:
        state = "new: " if not before else "removed: " if not now else ""
        words = (now or before) if state else mark_words(before, now)
        yield f"{name}: {state}{words}"


def texts(name: str, old: Iterable[Markdown], new: Iterable[Markdown]) -> Iterator[str]:
    """Yield what happened to texts of one kind, such as the statements of a category."""
    before, now = [flat(each) for each in old], [flat(each) for each in new]
    steps = difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    for tag, first, last, at, end in steps:
        if tag != "equal":
            yield from _step(name, before[first:last], now[at:end])


def _step(name: str, gone: Sequence[str], come: Sequence[str]) -> Iterator[str]:
    if len(gone) == len(come):
        for old, new in zip(gone, come, strict=True):
            yield f"{name}: {mark_words(old, new)}"
        return
    yield from (f"{name}, removed: {each}" for each in gone)
    yield from (f"{name}, new: {each}" for each in come)


def flat(value: Markdown | str | None) -> str:
    """Return a text on one line."""
    return " ".join((value if isinstance(value, str) else value.text if value else "").split())


def reviewed(reviews: Iterable[Review]) -> str:
    """Return who reviewed something and when: `Ann Example, 2026-03-14`."""
    return "; ".join(f"{each.name}, {each.date}" for each in reviews)


def standing(status: str | None, reviews: Iterable[Review]) -> str:
    """Return a status with those who reviewed it: `active (Ann Example, 2026-03-14)`."""
    by = reviewed(reviews)
    return f"{status or 'none'}{f' ({by})' if by else ''}"


def _shown(value: object) -> str:
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float | Fraction):
        return f"{float(value):g}"
    return str(value)
