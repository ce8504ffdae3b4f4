"""W04: examples of mistakes that are not announced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import boxes
from coursewright.checks.support.phrases import has_phrase
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="W04",
    severity="warning",
    title="Example of a mistake that is not announced",
    why=(
        "Learners copy what they read. An example of a mistake helps only those who know "
        "beforehand that there is one, and how it is done well."
    ),
    cure=(
        "Give the box a title such as “What goes wrong here?”, and place it after an example "
        "that is right."
    ),
    basis="Große & Renkl 2007: erroneous examples",
)
RULES = (RULE,)


MISTAKES: Final = frozenset({"failure", "bug", "error"})
"""Kinds of boxes that say: this is wrong."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each box with a mistake that is not announced, or that comes first."""
    words = context.words(context.course.language)
    for module in context.course.modules:
        has_example = False
        for lesson in module.lessons:
            for box in boxes(lesson.page, words):
                is_announced = has_phrase(box.title, words["erroneous_marks"])
                if box.kind in MISTAKES and not is_announced:
                    title = box.title or box.kind
                    yield RULE.at(box.span, f"“{title}” does not say that something is wrong")
                elif (box.kind in MISTAKES or is_announced) and not has_example:
                    yield RULE.at(box.span, f"“{box.title}” comes before any example that is right")
                has_example |= box.kind == "example" and not is_announced
