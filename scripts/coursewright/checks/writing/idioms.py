"""P07: idioms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.phrases import find_phrases
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="P07",
    severity="warning",
    title="Idiom that learners may not know",
    why="Who learns in a second language takes an idiom at its word, and loses the thread.",
    cure="Say plainly what is meant, or explain it in the glossary.",
    basis="W3C COGA, objective 3: literal language",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each phrase of the list `idioms` on a page."""
    terms = context.course.knowledge.terms
    explained = {word.casefold() for term in terms for word in term.words.values()}
    for prose in prose_pages(context):
        for block in prose.blocks:
            for hit in find_phrases(block.text, prose.words["idioms"]):
                if hit.words.casefold() in explained:
                    continue
                yield RULE.at(context.place(block.span, hit.words), f"“{hit.words}”")
