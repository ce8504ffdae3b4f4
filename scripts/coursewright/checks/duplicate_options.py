"""Q160: items with equal options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.items import repeated
from coursewright.diagnostics import Rule
from coursewright.model import Choice, Likert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Item, Markdown

RULE: Final = Rule(
    code="Q160",
    severity="error",
    title="Option twice in an item",
    why=(
        "One of two equal options would be right and the other wrong; nobody can know which "
        "to mark."
    ),
    cure=(
        "Reword or remove one of the two. Capitals, blanks and bold print make no difference "
        "to a reader."
    ),
    guidelines=("Q08",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every option or statement that its item has already."""
    for item in context.authored_items:
        for text in repeated(_texts(item)):
            yield RULE.at(text.span, f"`{text.text[:80]}` stands twice in `{item.id}`")


def _texts(item: Item) -> tuple[Markdown, ...]:
    if isinstance(item.interaction, Choice):
        return tuple(option.text for option in item.interaction.options)
    if isinstance(item.interaction, Likert):
        return item.interaction.statements
    return ()
