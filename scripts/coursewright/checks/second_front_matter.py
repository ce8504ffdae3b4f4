"""M236: front matter that is not at the top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M236",
    severity="error",
    title="Data below the front matter",
    why=(
        "A second block of `key: value` lines is shown to learners as text, and what it says "
        "has no effect."
    ),
    cure="Move the keys into the block at the top of the file, or delete them.",
)
RULES = (RULE,)

BLOCK: Final = re.compile(
    r"\s{0,200}(?P<dashes>---)[ \t]*\n(?:[a-z_]+:(?: [^\n]*)?\n)+---[ \t]*(?:\n|\Z)"
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every page whose text begins with another block of data."""
    for page in context.page_sources:
        found = BLOCK.match(page.body)
        if found:
            line = page.first_line + page.body.count("\n", 0, found.start("dashes"))
            yield RULE.at(Span(page.path, line), "a second block of data stands below the first")
