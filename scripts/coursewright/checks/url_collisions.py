"""L308: two sources with one address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.urls import page_urls
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L308",
    severity="error",
    title="Two pages with one address",
    why="Only one of the two pages would be published; the other would be lost without a word.",
    cure="Rename one of the two files; numbers in front and capitals make no difference.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every page whose address another page has taken."""
    taken: dict[str, str] = {}
    for url, path, span in page_urls(context):
        first = taken.setdefault(url.casefold(), path)
        if first != path:
            yield RULE.at(span, f"`{path}` and `{first}` have the same address `{url}`")
