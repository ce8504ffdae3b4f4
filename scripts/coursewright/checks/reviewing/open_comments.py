"""R108: comments of experts that nobody has dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="R108",
    severity="warning",
    title="Open comment of an expert",
    why="Somebody took the time to read this, and found something.",
    cure="Mend it or decide against it, then say what was done.",
)
RULES = (RULE,)

LONGEST: Final = 160


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each open comment, at its item or lesson."""
    places = {text.target: text for text in context.reviewed}
    for comment in context.reviews.comments:
        if not comment.is_open:
            continue
        text = places.get(comment.target)
        words = " ".join(comment.text.split())
        shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        about = f"`{comment.target}`: {comment.by} says: “{shown}”"
        hint = f'Mend it, then: `course review resolve {comment.id} --note "what was done"`.'
        if text is None:
            yield RULE.at(comment.span, f"{about} (it is no longer in the course)", hint)
            continue
        is_older = comment.digest and comment.digest != text.digest
        older = " (about an earlier text)" if is_older else ""
        yield RULE.at(text.span, f"{about}{older}", hint)
