"""L12: lessons without a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import lesson_prose
from coursewright.diagnostics import Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L12",
    severity="warning",
    title="Lesson without a short summary",
    why=("What is said last in few words is what people take along, and what they look up later."),
    cure="End with `## In short` and up to five points.",
    basis="W3C COGA, objective 3: summaries",
)
RULES = (RULE,)


MOST: Final = 5
TITLES: Final = frozenset(
    {"in short", "kurz gesagt", "en bref", "in breve", "pe scurt", "auf einen blick"}
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each lesson whose last part is no summary of up to five points."""
    for lesson, prose in lesson_prose(context):
        heads = [heading for heading in lesson.page.headings if heading.level == 2]
        if not heads or heads[-1].text.casefold() not in TITLES:
            yield RULE.at(Span(lesson.page.path), f"`{lesson.id}` does not end with “In short”")
            continue
        points = sum(
            block.kind == "item" and block.span.line > heads[-1].span.line for block in prose.blocks
        )
        if points > MOST:
            yield RULE.at(heads[-1].span, f"The summary of `{lesson.id}` has {points} points")
