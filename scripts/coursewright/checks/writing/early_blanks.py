"""Q26: gaps at the beginning of a stem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule
from coursewright.model import FillIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q26",
    severity="warning",
    title="The gap comes too early",
    why=(
        "A sentence with a gap at its start must be read twice before anybody knows what is asked."
    ),
    cure="Move the gap towards the end of the sentence.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 15",
)
RULES = (RULE,)


EARLY: Final = 0.25


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each single gap in the first quarter of its text."""
    for item in context.authored_items:
        if not isinstance(item.interaction, FillIn) or len(item.interaction.blanks) > 1:
            continue
        source = item.stem if "[[#" in item.stem.text else item.body
        if source is None or "[[#" not in source.text or "|" in source.text:
            continue
        before = plain(source.text.partition("[[#")[0])
        if len(before.split()) < EARLY * len(plain(source.text).split()):
            yield RULE.at(item.interaction.blanks[0].span, f"`{item.id}`: the gap comes early")
