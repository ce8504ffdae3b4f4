"""A404: links without a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="A404",
    severity="error",
    title="Link without a text or a target",
    why="Nobody can see or hear a link without a text, and one without a target does nothing.",
    cure="Write both: `[how to apologise](02-sorry.md)`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every link that lacks its text or its target."""
    for _, link in context.links:
        if not link.target.strip():
            what = "picture" if link.is_image else "link"
            yield RULE.at(link.span, f"the {what} has no target")
        elif not (link.is_image or link.is_html or link.text.strip()):
            yield RULE.at(link.span, f"the link to `{link.target[:80]}` has no text")
