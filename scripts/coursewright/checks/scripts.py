"""S501: scripts in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S501",
    severity="error",
    title="Script in the text of the course",
    why="A script runs on every learner's computer with full access to their progress and records. "
    "A course page never needs one.",
    cure="Remove the `<script>`. To show a script as an example, put it between two lines of three "
    "backticks.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every script element, also inside an SVG drawing or a comment."""
    for text, markup in context.scanned:
        for tag in markup.tags:
            if tag.name.rpartition(":")[2] == "script" and not tag.is_closing:
                yield RULE.at(text.place(tag.offset), "a `<script>` stands in the text")
