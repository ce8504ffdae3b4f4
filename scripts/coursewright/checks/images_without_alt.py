"""A401: pictures without a text that says what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="A401",
    severity="error",
    title="Picture without a text alternative",
    why="Learners who cannot see the picture, or whose line is slow, get nothing in its place.",
    cure="Say what the picture shows: `![Two colleagues at a help desk](desk.svg)`. For mere "
    'decoration write `<img src="…" alt="">`.',
    guidelines=("L14",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every picture of a page or bank that has no text alternative."""
    for _, link in context.links:
        if link.is_image and not link.has_alt:
            yield RULE.at(link.span, f"the picture `{link.target[:80]}` has no text alternative")
