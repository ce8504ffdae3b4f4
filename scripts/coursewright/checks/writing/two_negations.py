"""P06: two negations in one clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.readability import sentences
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="P06",
    severity="warning",
    title="Two negations in one clause",
    why="People must turn the sentence round in their head, and often turn it the wrong way.",
    cure="Say it in the positive.",
    basis="W3C COGA, objective 3",
)
RULES = (RULE,)


CLAUSE: Final = re.compile(
    r"[,;:\u2013\u2014()]|\b(?:and|but|or|und|aber|oder|et|mais|ou|e|ma|o|și|dar|sau|if|that|when|because|who|which|wenn|dass|weil|si|que|quand|se|che|quando|dacă|că|când)\b"
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each part of a sentence with two words of negation."""
    for prose in prose_pages(context):
        words = prose.words["strong_negations"]
        for block in prose.running:
            for sentence in sentences(block.text):
                for clause in CLAUSE.split(sentence):
                    hits = [hit.words for hit in find_phrases(clause, words)]
                    if len(hits) > 1:
                        place = context.place(block.span, hits[0])
                        found = " … ".join(hits)
                        yield RULE.at(place, f"“{found}” in “{clause.strip()[:60]}”")
