"""L305: links that begin at a root: `/page`, `//server`, a drive letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.links import ABSOLUTE, plain_target
from coursewright.checks.support.markup import url_scheme
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L305",
    severity="error",
    title="Link that works in one place only",
    why="A link that begins with `/` or a drive letter breaks as soon as the course is published "
    "in another folder, on another server or as a package.",
    cure="Write the link relative to this page: `../03-golden-rule/index.md`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every link or picture with an absolute path."""
    for _, link in context.links:
        target = plain_target(link)
        scheme = url_scheme(target)
        if ABSOLUTE.match(target) or (scheme is not None and len(scheme) == 1):
            yield RULE.at(link.span, f"`{target[:80]}` is an absolute path")
