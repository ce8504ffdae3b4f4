"""W01: steps of a worked example that do not name their principle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import full_and_faded, is_worked_example
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.dialogues import Turn
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import KnowledgeItem

RULE: Final = Rule(
    code="W01",
    severity="warning",
    title="Worked example whose steps are not named",
    why=(
        "A learner sees a good talk, but not what makes it good. The name of each step is "
        "what can be carried over to the next case."
    ),
    cure=(
        'Begin the turn with its step: `**R - Respond. Noor:** "…"`. Each item of `covers` '
        "needs one, and so does each example box."
    ),
    basis="Renkl 2014: principle-based worked examples; Clark & Mayer 2016",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each box without a named step, and each covered item without a step."""
    for _, lesson in context.lessons:
        words = context.words(context.course.language)
        if not is_worked_example(lesson, words):
            continue
        full, _ = full_and_faded(lesson.page, words)
        named = [turn for box in full for turn in box.turns if turn.step]
        for box in full:
            if box.turns and not any(turn.step for turn in box.turns):
                yield RULE.at(box.span, f"No turn of “{box.title}” names its step")
        known = context.knowledge_items
        items = [known[name][1] for name in lesson.covers if name in known]
        for item in items:
            if named and not any(_names(turn, item) for turn in named):
                mark = f" ({item.letter})" if item.letter else ""
                yield RULE.at(full[0].span, f"No turn shows `{item.id}`{mark}: {item.name}")


def _names(turn: Turn, item: KnowledgeItem) -> bool:
    """Tell whether the label of a turn means this item: by id, by mark, or by mark and name."""
    if turn.step == item.id:
        return True
    marks = {mark.casefold() for mark in (item.letter, item.number) if mark}
    if turn.step.casefold() not in marks:
        return False
    # Two steps may have one letter: then the name decides.
    return not turn.step_name or turn.step_name.casefold()[:4] in item.name.casefold()
