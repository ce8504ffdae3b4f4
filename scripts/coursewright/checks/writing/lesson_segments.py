"""L04: lessons in one piece."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import lesson_prose
from coursewright.checks.support.wording import word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L04",
    severity="warning",
    title="Lesson without segments, or with too many",
    why=(
        "Learners need places to stop, and something to do or to look at between two explanations."
    ),
    cure=(
        "Give it two to seven parts with headings, and break up a long part with an "
        "example, a list or a check."
    ),
    basis="Mayer 2017: segmenting (d = 0.70); interpolated questions, 2025 (703 students)",
)
RULES = (RULE,)


PARTS: Final = (2, 7)
MOST: Final = 250
"""Words in a part without list, example, picture or check."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each lesson with too few or too many parts, or one long bare part."""
    for lesson, prose in lesson_prose(context):
        heads = [heading for heading in lesson.page.headings if heading.level == 2]
        if not PARTS[0] <= len(heads) <= PARTS[1]:
            yield RULE.at(lesson.span, f"`{lesson.id}` has {len(heads)} parts")
        starts = [lesson.page.first_line, *(heading.span.line for heading in heads), 10**6]
        for start, end in pairwise(starts):
            inside = [block for block in prose.blocks if start <= block.span.line < end]
            breaks = [
                block for block in inside if block.kind in {"item", "cell", "quote"} or block.box
            ]
            has_more = any(start <= one.line < end for one in lesson.page.checks) or any(
                link.is_image and start <= link.span.line < end for link in lesson.page.links
            )
            words = sum(word_count(block.text) for block in inside)
            if words > MOST and not breaks and not has_more:
                yield RULE.at(inside[0].span, f"{words} words in a row without anything to do")
