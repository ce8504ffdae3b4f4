"""L302: links to a place of a page that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.context import GLOSSARY_PAGE
from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L302",
    severity="error",
    title="Link to a place that the page does not have",
    why="The link opens the right page at the wrong place, and the learner has to search.",
    cure="Use the anchor of a heading of that page. A heading keeps its anchor if you give it one: "
    "`## Say sorry first { #apology }`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every anchor that its page does not have."""
    for link in context.local_links:
        known = context.anchors.get(link.path)
        if known is None or link.anchor is None or link.anchor in known:
            continue
        what = "term" if link.path == GLOSSARY_PAGE else "anchor"
        message = f"`{link.path}` has no {what} `{link.anchor}`"
        yield RULE.at(link.link.span, message, did_you_mean(link.anchor, known, RULE.cure))
