"""L307: one anchor twice on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.context import page_anchors
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Span

RULE: Final = Rule(
    code="L307",
    severity="error",
    title="Anchor given twice on one page",
    why="A link finds only the first of the two, and screen readers mix them up.",
    cure="Give the later one an anchor of its own: `## Heading { #another-anchor }`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every later place of an anchor."""
    for page in context.page_sources:
        seen: dict[str, Span] = {}
        for anchor, span in sorted(set(page_anchors(page)), key=lambda pair: (pair[1], pair[0])):
            first = seen.setdefault(anchor, span)
            if span.line != first.line:
                message = f"the anchor `{anchor}` stands already on line {first.line}"
                yield RULE.at(span, message)
