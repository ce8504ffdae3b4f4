"""L11: lessons that do not speak to the learner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import lesson_prose
from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L11",
    severity="warning",
    title="The lesson does not speak to its reader",
    why=(
        "People learn better when a text speaks to them (d = 0.79), and one page must not "
        "be formal here and familiar there."
    ),
    cure="Say “you”: at least once in a hundred words, and always in the same form.",
    basis="Mayer 2017: personalisation",
)
RULES = (RULE,)


SHARE: Final = 0.01
WITHOUT_PRONOUNS: Final = frozenset({"it", "ro"})
"""Languages whose verbs say who is meant: `scrivi`, `scrieți`. Their pronouns prove nothing."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each lesson that says “you” too rarely, or in another form."""
    for lesson, prose in lesson_prose(context):
        words = sum(word_count(block.text) for block in prose.blocks)
        yours = sum(
            1
            for block in prose.blocks
            for _ in find_phrases(block.text, prose.words["second_person"])
        )
        is_counted = prose.words["second_person"] and prose.language not in WITHOUT_PRONOUNS
        if is_counted and yours < SHARE * words:
            yield RULE.at(
                lesson.span, f"`{lesson.id}` addresses its reader {yours} times in {words} words"
            )
        for block in prose.running:
            for hit in find_phrases(block.text, prose.words["other_address"]):
                place = context.place(block.span, hit.words)
                yield RULE.at(place, f"“{hit.words}” in a course that speaks otherwise")
