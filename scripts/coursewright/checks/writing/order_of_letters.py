"""G05: order items that do not say which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import has_phrase
from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule
from coursewright.model import Sequencing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="G05",
    severity="warning",
    title="Order of a method that is asked as if life were so",
    why=(
        "In a real talk the steps overlap and come back. What can be right or wrong is the "
        "order of the letters."
    ),
    cure="Say so in the stem: “Put the steps into the order of the letters in RESOLVED.”",
    basis="house rule",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each order item about lettered steps that names no letters."""
    for item in context.authored_items:
        owners = context.owners_of(item.evidence)
        frameworks = {context.knowledge_items[name][0].id for name in owners}
        if not isinstance(item.interaction, Sequencing) or len(frameworks) != 1:
            continue
        letters = [one.letter for one in context.frameworks[frameworks.pop()].items]
        if not all(letters):
            continue
        word = "".join(letter or "" for letter in letters)
        stem = plain(f"{item.body.text if item.body else ''} {item.stem.text}")
        known = (word.casefold(), *context.words_of(item)["acronym_words"])
        if known[1:] and not has_phrase(stem, known):
            yield RULE.at(item.stem.span, f"`{item.id}` does not say “the letters in {word}”")
