"""W03: talks with gaps that are not those of the example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import full_and_faded, is_worked_example
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.dialogues import Box
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="W03",
    severity="warning",
    title="Talk with gaps that differs from its example",
    why=(
        "Gaps help when everything else is as it was in the example. With one gap there is "
        "little to do, and with many it is a guess."
    ),
    cure=(
        "Keep the steps and their order; leave out two to five of them, each marked `**Gap "
        "1**`, `**Gap 2**` …"
    ),
    basis="Atkinson, Renkl & Merrill 2003: fading of worked steps",
)
RULES = (RULE,)


FEWEST: Final = 2
MOST: Final = 5


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each talk with too few or many gaps, or with other steps."""
    words = context.words(context.course.language)
    for _, lesson in context.lessons:
        if not is_worked_example(lesson, words):
            continue
        full, faded = full_and_faded(lesson.page, words)
        gaps = sum(len(box.gaps) for box in faded)
        if not faded:
            continue
        if not FEWEST <= gaps <= MOST:
            yield RULE.at(faded[0].span, f"The talk with gaps has {gaps} of them")
            continue
        steps = [turn.step for box in full for turn in box.turns if turn.step]
        rest = [step for box in faded for step in _steps(box)]
        if len(rest) != len(steps):
            message = f"{len(rest)} steps and gaps, but the example has {len(steps)} steps"
            yield RULE.at(faded[0].span, message)
        elif any(step not in {"", usual} for step, usual in zip(rest, steps, strict=True)):
            shown = ", ".join(step or "gap" for step in rest)
            yield RULE.at(faded[0].span, f"Steps {shown}; the example has {', '.join(steps)}")


def _steps(box: Box) -> list[str]:
    """Return the steps of a box in reading order; "" for a gap."""
    places = [(turn.span, turn.step) for turn in box.turns if turn.step]
    return [step for _, step in sorted([*places, *((span, "") for span in box.gaps)])]
