"""A10: stretches in another language that do not say so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.prose import MARKED_LANGUAGE, page_blocks
from coursewright.checks.support.readability import sentences
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="A10",
    severity="warning",
    title="Foreign words without their language",
    why=("A screen reader says a French sentence with English sounds, and nobody understands it."),
    cure=(
        'Say which language it is: `<span lang="fr">point de contact</span>`, or `*point de '
        "contact*{ lang=fr }`."
    ),
    basis="WCAG 2.2, 3.1.2 Language of Parts (AA)",
)
RULES = (RULE,)


FEWEST: Final = 3
"""Small words of other languages in one sentence."""
WHOLE: Final = 8
"""Sentences from which on it is the page that is in another language."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each sentence in another language, or one for a page that is."""
    for prose in prose_pages(context):
        body = MARKED_LANGUAGE.sub(lambda match: "\n" * match[0].count("\n"), prose.page.body)
        found = [
            (block, sentence)
            for block in page_blocks(replace(prose.page, body=body))
            for sentence in sentences(block.text)
            if sum(1 for _ in find_phrases(sentence, prose.words["foreign_words"])) >= FEWEST
        ]
        if len(found) >= WHOLE:
            message = f"{len(found)} sentences of this page are in another language"
            yield RULE.at(found[0][0].span, message)
            continue
        for block, sentence in found:
            place = context.place(block.span, sentence.split()[0])
            yield RULE.at(place, f"“{sentence[:60]}” is in another language")
