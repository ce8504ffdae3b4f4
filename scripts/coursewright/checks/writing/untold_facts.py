"""C06: facts that no item asks and no lesson seems to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import page_blocks
from coursewright.checks.support.wording import content_words
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="C06",
    severity="info",
    title="Fact that nobody tells or asks",
    why="The lesson promises an element of the method and may leave out a part of it.",
    cure=(
        "Tell it in a lesson that covers its item, or let an item rest on it. A fact that is "
        "not meant for learners has a `caveat`."
    ),
    basis="house rule: content coverage",
)
RULES = (RULE,)


SHARE: Final = 0.3
"""Of a fact's words of meaning: so many in a lesson, and the lesson seems to tell it."""
FEWEST: Final = 3
"""Words of meaning without which nothing can be said about a fact."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a note for each fact of a taught framework that is neither evidence nor told."""
    words = context.words(context.course.language)
    asked = {name for item in context.authored_items for name in item.evidence}
    asked |= {name for recall in context.recalls for name in recall.evidence}
    told: dict[str, set[str]] = {}
    for _, lesson in context.lessons:
        said = {
            word for block in page_blocks(lesson.page) for word in content_words(block.text, words)
        }
        for name in lesson.covers:
            told.setdefault(name, set()).update(said)
    for framework in context.taught_frameworks:
        for item in framework.items:
            for fact in item.facts:
                meant = content_words(fact.text, words)
                if fact.id in asked or fact.caveat or len(meant) < FEWEST:
                    continue
                if len(meant & told.get(item.id, set())) < SHARE * len(meant):
                    yield RULE.at(fact.span, f"`{fact.id}` is neither asked nor told: {fact.text}")
