"""`Did you mean …`: the nearest known word to a misspelt one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# difflib compares every pair of letters, so a long word costs its square.
_LONGEST = 60


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, or None when none is near."""
    if len(word) > _LONGEST:
        return None
    by_fold = {entry.casefold().replace("_", "-"): entry for entry in known}
    fold = word.casefold().replace("_", "-")
    matches = difflib.get_close_matches(fold, by_fold, n=1, cutoff=0.65)
    return by_fold[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest known word, or all of them."""
    options = tuple(known)
    guess = nearest(word, options)
    if guess is not None:
        return f"Did you mean `{guess}`?"
    return f"Known here: {', '.join(f'`{option}`' for option in options)}."


def shorten(text: str, limit: int = 60) -> str:
    """Return text fit for quoting in a message: one line, at most `limit` characters."""
    flat = " ".join(text[: 4 * limit].split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"
