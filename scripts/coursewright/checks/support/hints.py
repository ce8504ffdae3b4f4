"""Suggestions ("did you mean …?"): the nearest known id, and lists that stay short."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOSE_ENOUGH: Final = 0.6
LONGEST_LIST: Final = 6


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name nearest to a wrong one, or None where nothing is near."""
    names = list(known)
    folded = {other.casefold(): other for other in names}
    if name.casefold() in folded:
        return folded[name.casefold()]
    near = difflib.get_close_matches(name, names, n=1, cutoff=CLOSE_ENOUGH)
    return near[0] if near else None


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the hint for an unknown id.

    Args:
        name: what the author wrote.
        known: the ids that exist.
        otherwise: the sentence to use where no known id is near.
    """
    near = closest(name, known)
    return f"Did you mean `{near}`?" if near else otherwise


def listed(names: Iterable[str]) -> str:
    """Return names as `a`, `b` and 3 more; sorted, so that a message never changes by itself."""
    ordered = sorted(names)
    shown = ", ".join(f"`{name}`" for name in ordered[:LONGEST_LIST])
    rest = len(ordered) - LONGEST_LIST
    return f"{shown} and {rest} more" if rest > 0 else shown


def counted(number: int, noun: str) -> str:
    """Return `1 item`, `2 items`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
