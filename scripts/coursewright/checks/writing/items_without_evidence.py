"""C01: scored items that rest on no fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="C01",
    severity="error",
    title="Item without evidence",
    why=(
        "A key that rests on no fact of the sources is an opinion of its author. Nobody can "
        "check it, or defend it to a learner who disagrees."
    ),
    cure='Name the fact in the heading: `evidence="resolved.01.f1"`.',
    basis="content validity: AERA, APA & NCME 2014, standard 4.12",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each scored item without evidence, in a course that has facts."""
    for item in context.authored_items if context.facts else ():
        if item.is_scored and not item.evidence:
            yield RULE.at(item.span, f"`{item.id}` names no fact")
