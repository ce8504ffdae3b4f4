"""L13: lessons that copy the knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import lesson_prose
from coursewright.checks.support.wording import words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L13",
    severity="error",
    title="The lesson copies a sentence of the knowledge base",
    why="Its sentences stand close to the sources, which belong to somebody else.",
    cure="Say it in your own words, for the learner.",
    basis="house rule: no more than 12 words in a row",
)
RULES = (RULE,)


RUN: Final = 12


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each paragraph with more than twelve words in a row of a fact."""
    runs = {
        words[i : i + RUN + 1]: fact.id
        for fact in context.facts.values()
        for words in [words_in(fact.text)]
        for i in range(len(words) - RUN)
    }
    for _, prose in lesson_prose(context):
        for block in prose.running:
            if block.kind == "quote":
                continue  # a wording that is shown as one
            words = words_in(block.text)
            for i in range(len(words) - RUN):
                run = words[i : i + RUN + 1]
                if run in runs:
                    yield RULE.at(block.span, f"“{' '.join(run)}” is in `{runs[run]}`")
                    break
