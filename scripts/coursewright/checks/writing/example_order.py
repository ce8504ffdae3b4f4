"""L07: talks with gaps before their example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import boxes
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L07",
    severity="warning",
    title="Talk with gaps before its worked example",
    why=(
        "Gaps are for those who have seen the whole. Before that, they are a test of what "
        "nobody has taught."
    ),
    cure="Show the whole example first, then the one with gaps, then free practice.",
    basis="Renkl 2014; Atkinson, Renkl & Merrill 2003: fading",
)
RULES = (RULE,)


FEWEST: Final = 3
"""Named steps that make an example a whole one."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each module with a gap before a whole example with named steps."""
    words = context.words(context.course.language)
    for module in context.course.modules:
        steps = 0
        for lesson in module.lessons:
            for box in boxes(lesson.page, words):
                if box.gaps and steps < FEWEST:
                    yield RULE.at(box.gaps[0], f"“{box.title}” has a gap before any whole example")
                    steps = FEWEST
                if box.kind == "example" and not box.gaps:
                    steps += sum(bool(turn.step) for turn in box.turns)
