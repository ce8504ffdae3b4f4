"""L08: terms of the glossary without a link at a module's first use of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.terms import first_uses, glossary_links
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L08",
    severity="warning",
    title="Term without a link, or too many new ones",
    why=(
        "Who meets a word of the trade for the first time needs its meaning there, within one "
        "click. More than five new words at once do not stay."
    ),
    cure=(
        "Link the first use in the module, where the text says it: "
        "`[touchpoint](../../glossary.md#touchpoint)`. Move what is too much into another "
        "lesson."
    ),
    basis="WCAG 2.2, 3.1.3 Unusual Words (AAA); Mayer 2017: pre-training (d = 0.46)",
)
RULES = (RULE,)


MOST: Final = 5
"""New terms in one lesson."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for a module's first use of a term without link, and lessons full of them."""
    language = context.course.language
    terms = context.course.knowledge.terms
    known: set[str] = set()
    for module in context.course.modules:
        told: set[str] = set()
        for lesson in module.lessons:
            for term, span, is_linked in first_uses(lesson.page, terms, language):
                if not is_linked and term.id not in told:
                    yield RULE.at(span, f"“{term.words[language]}” is used here without a link")
                told.add(term.id)
            new = [name for name in glossary_links(lesson.page) if name not in known]
            if len(new) > MOST:
                message = f"`{lesson.id}` has {len(new)} new terms: {', '.join(new)}"
                yield RULE.at(lesson.span, message)
            known.update(new)
