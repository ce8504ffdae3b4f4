"""Differences between two texts, word by word, as a trainer reads them."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 24
"""Unchanged words in a row that are shown in full."""
KEPT: Final = 3


def mark_words(old: str, new: str) -> str:
    """Return the new text with what left as `[-words-]` and what came as `{+words+}`.

    A long unchanged stretch becomes `…` with a few words around it.
    """
    parts: list[str] = []
    for is_same, gone, come in _steps(old, new):
        if is_same:
            parts.append(_shortened(come))
        else:
            left = f"[-{' '.join(gone)}-]" if gone else ""
            parts.append(left + (f"{{+{' '.join(come)}+}}" if come else ""))
    return " ".join(parts)


def count_words(old: str, new: str) -> tuple[int, int]:
    """Return how many words left and how many came."""
    changes = [(gone, come) for is_same, gone, come in _steps(old, new) if not is_same]
    return sum(len(gone) for gone, _ in changes), sum(len(come) for _, come in changes)


def tell_count(old: str, new: str) -> str:
    """Return how many words left and came: `1 word out, 2 in`; "" where none did."""
    gone, come = count_words(old, new)
    if not gone and not come:
        return ""
    return f"{gone} {'word' if gone == 1 else 'words'} out, {come} in"


def _steps(old: str, new: str) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Yield (is it the same, words of the old text, words of the new text)."""
    before, after = old.split(), new.split()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield tag == "equal", before[old_from:old_to], after[new_from:new_to]


def _shortened(words: list[str]) -> str:
    if len(words) <= LONGEST:
        return " ".join(words)
    return " ".join((*words[:KEPT], "…", *words[-KEPT:]))
