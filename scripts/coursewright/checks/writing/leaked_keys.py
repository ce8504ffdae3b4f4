"""B04: keys that another item tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import choice_texts, words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Item

RULE: Final = Rule(
    code="B04",
    severity="warning",
    title="One item tells the key of another",
    why="Whoever draws both reads the answer to one in the other.",
    cure="Say it in other words in one of the two.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 4",
)
RULES = (RULE,)


FEWEST: Final = 4
"Words of a key; fewer occur by chance."


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each key that stands, word for word, in another stem of the bank."""
    for quiz in context.course.quizzes:
        stems = [
            (item, f" {' '.join(words_in(f'{plain(item.stem.text)} {_body(item)}'))} ")
            for item in quiz.items
        ]
        for one in choice_texts(context):
            if one.item.bank != quiz.id:
                continue
            for key in one.keys:
                words = words_in(key.text)
                text = f" {' '.join(words)} "
                for item, stem in stems:
                    if len(words) >= FEWEST and item is not one.item and text in stem:
                        message = f"`{item.id}` tells the key of `{one.item.id}`"
                        yield RULE.at(item.stem.span, f"{message}: “{key.text}”")


def _body(item: Item) -> str:
    return plain(item.body.text) if item.body else ""
