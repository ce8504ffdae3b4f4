"""A16: pictures that play by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="A16",
    severity="error",
    title="Picture that moves by itself",
    why=(
        "Whatever moves draws the eye, and some learners cannot read beside it or get sick. "
        "Nobody can stop a picture."
    ),
    cure=(
        'Show a still picture, a row of pictures, or a film with controls: `<video src="…" '
        "controls>`."
    ),
    basis="WCAG 2.2, 2.2.2 Pause, Stop, Hide (A); 2.3.3 Animation from Interactions (AAA)",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each picture of a page or bank that plays by itself."""
    moving = {asset.path for asset in context.course.assets if asset.is_moving}
    for link in context.local_links:
        if link.link.is_image and link.path in moving:
            yield RULE.at(link.link.span, f"`{link.path}` moves by itself")
