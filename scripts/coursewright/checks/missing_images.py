"""L303: pictures that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import closest
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L303",
    severity="error",
    title="Picture that does not exist",
    why="The learner sees a broken picture.",
    cure="Put the file beside the lesson and write its name exactly, capitals included.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every picture whose file is not among the published ones."""
    for link in context.local_links:
        is_wanted = link.link.is_image and not link.is_outside and link.is_publishable
        if is_wanted and link.path not in context.assets:
            near = closest(link.path, context.assets)
            hint = f"Did you mean `{link.written(near)}`?" if near else None
            yield RULE.at(link.link.span, f"there is no picture `{link.path}`", hint)
