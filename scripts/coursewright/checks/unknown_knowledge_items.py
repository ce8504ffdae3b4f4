"""K601: knowledge items that no framework has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Span

RULE: Final = Rule(
    code="K601",
    severity="error",
    title="Knowledge item that does not exist",
    why=(
        "The coverage of the sources is counted by these ids; a wrong one makes a taught item "
        "look forgotten."
    ),
    cure="Use the id of an item in `modules/knowledge/frameworks/`, for example `resolved.01`.",
    guidelines=("S06",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every knowledge item that is named but unknown."""
    for owner, name, span in _uses(context):
        if name not in context.knowledge_items:
            hint = did_you_mean(name, context.knowledge_items, RULE.cure)
            message = f"{owner} names the knowledge item `{name}`, which does not exist"
            yield RULE.at(context.place(span, name), message, hint)


def _uses(context: CheckContext) -> Iterator[tuple[str, str, Span]]:
    for _, lesson in context.lessons:
        yield from ((f"the lesson `{lesson.id}`", name, lesson.span) for name in lesson.covers)
    for _, objective in context.objectives.values():
        owner = f"the objective `{objective.id}`"
        yield from ((owner, name, objective.span) for name in objective.items)
    for scenario in context.course.scenarios:
        owner = f"the scenario `{scenario.id}`"
        yield from ((owner, name, scenario.span) for name in scenario.applies)
        for node in scenario.nodes:
            owner = f"an option of `{node.id}`"
            for option in node.options:
                yield from ((owner, name, option.span) for name in option.applies)
    for instrument in context.course.instruments:
        for category in instrument.categories:
            owner = f"the category `{category.id}`"
            yield from ((owner, name, category.span) for name in category.covers)
    for term in context.course.knowledge.terms:
        yield from ((f"the term `{term.id}`", name, term.span) for name in term.items)
    for belief in context.course.knowledge.misconceptions:
        yield f"the misconception `{belief.id}`", belief.item, belief.span
