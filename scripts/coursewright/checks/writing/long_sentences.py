"""P02: sentences that are too long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.readability import LIMITS, sentences
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="P02",
    severity="warning",
    title="Sentence too long",
    why="By the end of a long sentence its beginning is forgotten.",
    cure="Make two sentences of it.",
    basis="W3C COGA, objective 3; plain-language practice (ISO 24495-1)",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each sentence with more words than its language bears."""
    for prose in prose_pages(context):
        limits = LIMITS.get(prose.language)
        if limits is None:
            continue
        for block in prose.running:
            for sentence in sentences(block.text):
                number = word_count(sentence)
                if number > limits.most:
                    place = context.place(block.span, " ".join(sentence.split()[:1]))
                    message = f"{number} words, more than {limits.most}: “{sentence[:60]}…”"
                    yield RULE.at(place, message)
