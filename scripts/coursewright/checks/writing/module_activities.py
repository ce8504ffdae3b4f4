"""L06: modules without an example, a situation or something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import boxes
from coursewright.checks.support.phrases import has_phrase
from coursewright.diagnostics import Rule
from coursewright.model import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L06",
    severity="warning",
    title="Module without an example, a situation or a task",
    why=(
        "People learn to act by seeing it done, by deciding in a situation and by doing it at "
        "work the same day."
    ),
    cure=(
        "Give each module one box `!!! example`, one situation item in its bank, and one box "
        "“Do this today”."
    ),
    basis="Clark & Mayer 2016; scenario-based practice",
)
RULES = (RULE,)


DECIDING: Final = frozenset({"apply", "analyse", "evaluate"})
"""Levels of objectives that ask for a decision in a situation."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each kind of activity that a module with a quiz of its own lacks."""
    words = context.words(context.course.language)
    for module in context.course.modules:
        if module.quiz is None or not module.lessons:
            continue
        found = [box for lesson in module.lessons for box in boxes(lesson.page, words)]
        if not any(box.kind == "example" for box in found):
            yield RULE.at(module.span, f"`{module.id}` has no example")
        if not any(has_phrase(box.title, words["today_boxes"]) for box in found):
            yield RULE.at(module.span, f"`{module.id}` has no “Do this today”")
        decides = any(objective.level in DECIDING for objective in module.objectives)
        if decides and not _has_situation(context, module.quiz):
            yield RULE.at(module.span, f"`{module.id}` has no situation item in `{module.quiz}`")


def _has_situation(context: CheckContext, name: str) -> bool:
    return name not in context.quizzes or any(
        isinstance(item.interaction, Choice) and item.interaction.scoring == "situation"
        for item in context.quizzes[name].items
    )
