"""S04: best options that stand out, over all scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Node

RULE: Final = Rule(
    code="S04",
    severity="warning",
    title="In scenarios the best option gives itself away",
    why=("Whoever plays a few of them finds the pattern, and chooses without reading."),
    cure=(
        "Move the best options, so that each place has its share, and lengthen the "
        "others, until fewer than four in ten stand out."
    ),
    basis="Haladyna, Downing & Rodriguez 2002, guidelines 20 and 24",
)
RULES = (RULE,)


MOST: Final = 0.47
LEAST: Final = 0.2
PLACES: Final = 3
LONGER: Final = 1.1
MOST_LONGER: Final = 0.4
SMALLEST: Final = 10


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for a place that holds too many or few best options, and for their length."""
    found = list(_decisions(context))
    if len(found) < SMALLEST:
        return
    for place in range(PLACES):
        here = [node for node, at in found if at == place]
        if not LEAST <= len(here) / len(found) <= MOST:
            message = f"{len(here)} of {len(found)} best options stand at place {place + 1}"
            yield RULE.at((here[0] if here else found[0][0]).span, message)
    longer = [node for node, at in found if _is_longest(node, at)]
    if len(longer) > MOST_LONGER * len(found):
        message = f"In {len(longer)} of {len(found)} decisions the best option is the longest"
        yield RULE.at(longer[0].span, message)


def _decisions(context: CheckContext) -> Iterator[tuple[Node, int]]:
    """Yield every decision of the course with the place of its best option, counted from 0."""
    for scenario in context.course.scenarios:
        for node in scenario.decisions:
            grades = [option.grade for option in node.options]
            if "best" in grades:
                yield node, grades.index("best")


def _is_longest(node: Node, at: int) -> bool:
    lengths = [len(plain(option.text.text)) for option in node.options]
    best = lengths.pop(at)
    return bool(lengths) and best >= LONGER * max(lengths)
