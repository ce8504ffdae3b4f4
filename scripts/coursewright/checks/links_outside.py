"""L304: links that leave the course folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L304",
    severity="error",
    title="Link that leaves the course folder",
    why="Only the course folder is published; the file behind the link stays on your computer.",
    cure="Copy the file into the course, or link to its address on the web.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every relative link that climbs above the course folder."""
    for link in context.local_links:
        if link.is_outside:
            message = f"the link leads to `{link.path}`, outside the course"
            yield RULE.at(link.link.span, message)
