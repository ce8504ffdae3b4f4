"""What several rules want to know about an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.checks.support.folding import fold
from coursewright.model import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.model import Item, Markdown, Scoring


def choice_items(context: CheckContext, *scorings: Scoring) -> Iterator[tuple[Item, Choice]]:
    """Yield every authored choice item that is scored in one of these ways."""
    for item in context.authored_items:
        if isinstance(item.interaction, Choice) and item.interaction.scoring in scorings:
            yield item, item.interaction


def key_count(choice: Choice) -> int:
    """Return how many options earn the whole credit."""
    return sum(option.credit == 1 for option in choice.options)


def repeated(texts: Iterable[Markdown]) -> Iterator[Markdown]:
    """Yield every text that reads like an earlier one."""
    seen: set[str] = set()
    for text in texts:
        folded = fold(text.text)
        if folded in seen:
            yield text
        seen.add(folded)
