"""S502: event handlers such as `onclick`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S502",
    severity="error",
    title="Event handler such as `onclick`",
    why="An attribute that begins with `on` is a script in disguise: it runs on every learner's "
    "computer.",
    cure="Remove the attribute. Links, tabs and collapsible blocks work without it.",
)
RULES = (RULE,)
HANDLER: Final = re.compile(r"^on[a-z]{3,}")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every event handler of an element or an attribute list."""
    for text, markup in context.scanned:
        for attribute in markup.attributes():
            is_written = attribute.value or attribute.element is None
            if HANDLER.match(attribute.name) and is_written:
                yield RULE.at(
                    text.place(attribute.offset), f"`{attribute.name}` would run a script"
                )
