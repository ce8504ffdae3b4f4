"""W02: worked examples that nobody has to think about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import (
    boxes,
    full_and_faded,
    is_worked_example,
    paragraphs,
)
from coursewright.checks.support.phrases import has_phrase
from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="W02",
    severity="warning",
    title="Too few places to stop and explain",
    why=(
        "Who only reads an example believes to have understood it. Who has to explain a step "
        "notices what is missing."
    ),
    cure=(
        "After every two steps write `**Stop and think:** Why …?`, and below it a model "
        'answer in a folded box: `??? note "Model answer"`.'
    ),
    basis="Renkl 2014; Atkinson, Renkl & Merrill 2003: self-explanation prompts",
)
RULES = (RULE,)


STEPS: Final = 2
"""Steps for which one prompt is enough."""
NEAR: Final = 12
"""Lines between a prompt and its model answer, at most."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each example with few prompts, and each prompt without model answer."""
    words = context.words(context.course.language)
    for _, lesson in context.lessons:
        if not is_worked_example(lesson, words):
            continue
        full, _ = full_and_faded(lesson.page, words)
        steps = sum(bool(turn.step) for box in full for turn in box.turns)
        prompts = [
            one for one in paragraphs(lesson.page) if _is_prompt(one.text, words["explain_prompts"])
        ]
        if len(prompts) * STEPS < steps:
            message = f"`{lesson.id}` has {steps} steps, and {len(prompts)} places to explain them"
            yield RULE.at(full[0].span, message)
        folded = [box.span.line for box in boxes(lesson.page, words) if box.is_folded]
        for prompt in prompts:
            if not any(0 < line - prompt.span.line <= NEAR for line in folded):
                yield RULE.at(prompt.span, f"“{plain(prompt.text)[:50]}…” has no model answer")


def _is_prompt(text: str, phrases: tuple[str, ...]) -> bool:
    label, mark, _ = text.removeprefix("**").partition("**")
    return text.startswith("**") and bool(mark) and has_phrase(label, phrases)
