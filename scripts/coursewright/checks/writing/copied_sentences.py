"""Q23: items that copy the lesson."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import page_blocks
from coursewright.checks.support.wording import choice_texts, words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q23",
    severity="warning",
    title="The item repeats a sentence of a lesson",
    why="Who has seen the words recognises them. Nobody knows whether they can use them.",
    cure="Ask for the idea in other words, or in a new situation.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 3",
)
RULES = (RULE,)


RUN: Final = 8
"""So many equal words in a row are no accident."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each stem or key with eight words in a row that a lesson has, too."""
    runs: set[tuple[str, ...]] = set()
    for _, lesson in context.lessons:
        for block in page_blocks(lesson.page):
            runs.update(_runs_in(block.text))
    for one in choice_texts(context):
        for text, span in ((one.stem, one.item.stem.span), *((k.text, k.span) for k in one.keys)):
            for run in _runs(words_in(text)):
                if run in runs:
                    yield RULE.at(span, f"`{one.item.id}`: “{' '.join(run)}” stands in a lesson")
                    break


@lru_cache(maxsize=8192)
def _runs_in(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(words_in(text)))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[i : i + RUN] for i in range(len(words) - RUN + 1))
