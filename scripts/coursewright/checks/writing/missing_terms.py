"""I02: terms of the glossary that a translation does not use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.term_forms import any_form, usual_form
from coursewright.checks.support.terms import uses_term
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.translated import Unit
    from coursewright.diagnostics import Diagnostic, Span

RULE: Final = Rule(
    code="I02",
    severity="warning",
    title="Term of the glossary translated otherwise",
    why="Readers who meet two words for one thing look for the difference between them.",
    cure="Use the word of the glossary, or add the other one to it in brackets.",
    basis="ISO 17100, 4.6.1 (terminology)",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each term in a source text whose translation lacks every form of it."""
    if context.translation is None or context.original is None:
        return
    language, wanted = context.original.course.language, context.translation.language
    terms = [term for term in context.course.knowledge.terms if term.items and wanted in term.words]
    for unit in context.units:
        ours, theirs = plain(unit.ours), plain(unit.theirs)
        for term in terms:
            word = term.words.get(language, "")
            if word and uses_term(theirs, word) and not any_form(term.words[wanted]).search(ours):
                shown = usual_form(term.words[wanted])
                place = _place(unit, word)
                yield RULE.at(place, f"{unit.name}: “{word}” is “{shown}” in the glossary")


def _place(unit: Unit, word: str) -> Span:
    """Return the place of the first text whose source uses the term."""
    found = (ours.span for ours, theirs in unit.pairs if uses_term(plain(theirs.text), word))
    return next(found, unit.span)
