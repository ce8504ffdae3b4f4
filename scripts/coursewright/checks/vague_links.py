"""A402: link texts that say nothing, such as "here"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.folding import fold
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="A402",
    severity="warning",
    title="Link text that says nothing",
    why="Screen readers list the links of a page; ten links called 'here' cannot be told apart.",
    cure="Make the words that name the target the link: `read [how to apologise](02-sorry.md)`.",
    guidelines=("L18",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every link whose text, of the list `vague_links`, would fit any other."""
    vague = frozenset(map(fold, context.words(context.course.language)["vague_links"]))
    for _, link in context.links:
        if not (link.is_image or link.is_html) and fold(link.text) in vague:
            yield RULE.at(
                link.span, f"the link text \u201c{link.text}\u201d does not name its target"
            )
