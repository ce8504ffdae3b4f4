"""S505: `style=` attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S505",
    severity="error",
    title="`style=` attribute",
    why="Hand-made colours and sizes break the dark theme, large type and small screens, and the "
    "site's security policy blocks them.",
    cure="Remove it. Use bold, a table, or a box such as `!!! tip` instead.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every style attribute of an element or an attribute list."""
    for text, markup in context.scanned:
        for attribute in markup.attributes():
            if attribute.name == "style":
                yield RULE.at(text.place(attribute.offset), "a `style` attribute sets the look")
