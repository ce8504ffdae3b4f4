"""Q161: two items of a bank with the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.folding import fold
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q161",
    severity="error",
    title="Item written twice",
    why=(
        "An attempt may draw both, and one of the two is usually an older version with another key."
    ),
    cure=(
        "Remove one of the two (add its id to `retire:` if it was published), or change what "
        "it asks."
    ),
    guidelines=("B03",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every item whose stem and body its bank has already."""
    for quiz in context.course.quizzes:
        seen: dict[tuple[str, str], str] = {}
        for item in quiz.items:
            text = (fold(item.stem.text), fold(item.body.text) if item.body else "")
            first = seen.setdefault(text, item.id)
            if first != item.id:
                yield RULE.at(item.span, f"`{item.id}` asks the same as `{first}`")
