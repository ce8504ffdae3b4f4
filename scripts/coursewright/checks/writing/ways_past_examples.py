"""W06: worked examples without a way past them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import full_and_faded, is_worked_example
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="W06",
    severity="warning",
    title="No way past the worked example",
    why=(
        "Who knows the method already learns less from an example than from practice, and "
        "loses patience."
    ),
    cure=(
        "Before the first example ask and link: `Do you know it already? [Go to the talk with "
        "gaps](#with-gaps).`"
    ),
    basis="Kalyuga 2007: expertise reversal effect",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each worked example without a link to what comes after it."""
    words = context.words(context.course.language)
    for _, lesson in context.lessons:
        full, faded = full_and_faded(lesson.page, words)
        if not full or not is_worked_example(lesson, words):
            continue
        first, last = full[0].span.line, full[-1].span.line
        later = {head.anchor for head in lesson.page.headings if head.span.line > last}
        later |= {name for name, span in lesson.page.anchors if span.line > last}
        goals = [link.target for link in lesson.page.links if link.span.line < first]
        if not any(_leads_on(target, later, has_faded=bool(faded)) for target in goals):
            message = f"`{lesson.id}` has no link to the practice before its first example"
            yield RULE.at(full[0].span, message)


def _leads_on(target: str, later: set[str], *, has_faded: bool) -> bool:
    """Tell whether a link leads behind the example, or (without gaps there) to another page."""
    page, _, anchor = target.partition("#")
    if not page:
        return anchor in later
    return not has_faded and "://" not in page and not page.endswith("glossary.md")
