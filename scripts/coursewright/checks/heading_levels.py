"""A403: headings that skip a level, or a second title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import PageSource

RULE: Final = Rule(
    code="A403",
    severity="error",
    title="Heading of the wrong level",
    why="Screen readers move from heading to heading; a second title or a skipped level makes "
    "learners believe that they missed a part.",
    cure="Begin sections with `##`, and go down one step at a time: `##`, then `###`. In a module "
    "the title comes from the front matter.",
    guidelines=("L09",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every skipped level, and for a second title of a page of `docs/`."""
    own_title = {page.path for page in context.course.pages}
    for page in context.page_sources:
        yield from _check_page(page, has_own_title=page.path in own_title)


def _check_page(page: PageSource, *, has_own_title: bool) -> Iterator[Diagnostic]:
    level = 1
    for number, heading in enumerate(page.headings):
        if heading.level > level + 1:
            message = f"\u201c{heading.text}\u201d is on level {heading.level} after level {level}"
            yield RULE.at(heading.span, message)
        elif heading.level == 1 and has_own_title and number > 0:
            # In modules and lessons the reader refuses every title (P001).
            yield RULE.at(heading.span, f"\u201c{heading.text}\u201d is a second title (`#`)")
        level = heading.level
