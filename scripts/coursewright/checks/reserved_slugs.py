"""L309: names that the site needs for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.urls import RESERVED, page_urls
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L309",
    severity="error",
    title="Name that the site needs for itself",
    why="The page would overwrite a part of the site, such as its search or its scripts.",
    cure="Give the file or folder another name.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every page whose address begins with a reserved name."""
    for url, path, span in page_urls(context):
        first = url.partition("/")[0].casefold()
        if first in RESERVED and span.path == path:
            yield RULE.at(span, f"the address of `{path}` begins with `{first}`")
