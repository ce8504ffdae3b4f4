"""K602: evidence that no framework holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Span

RULE: Final = Rule(
    code="K602",
    severity="error",
    title="Evidence that is no fact",
    why="A key must rest on a fact of the sources; a wrong id means that nobody can check it.",
    cure=("Use the id of a fact in `modules/knowledge/frameworks/`, for example `resolved.01.f1`."),
    guidelines=("C02",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every fact id that is unknown."""
    for owner, name, span in _uses(context):
        if name not in context.facts:
            hint = did_you_mean(name, context.facts, RULE.cure)
            yield RULE.at(
                context.place(span, name), f"{owner} rests on `{name}`, which is no fact", hint
            )


def _uses(context: CheckContext) -> Iterator[tuple[str, str, Span]]:
    for item in context.authored_items:
        yield from ((f"the item `{item.full_id}`", name, item.span) for name in item.evidence)
    for recall in context.recalls:
        yield from (
            (f"the recall block `{recall.id}`", name, recall.span) for name in recall.evidence
        )
    for fact in context.facts.values():
        if fact.same_as is not None:
            yield f"the fact `{fact.id}`", fact.same_as, fact.span
    for belief in context.course.knowledge.misconceptions:
        owner = f"the misconception `{belief.id}`"
        yield from ((owner, name, belief.span) for name in belief.refuted_by)
