"""L02: objectives that nobody can see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import has_phrase
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L02",
    severity="error",
    title="Objective with a verb that nobody can see",
    why=(
        "Nobody can see whether somebody “understands”. What cannot be seen cannot be "
        "taught or tested."
    ),
    cure="Use a verb for what people do: recall, explain, choose, apply, plan.",
    basis="Anderson & Krathwohl 2001, after Bloom",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each objective whose verb, or first words, are on the list."""
    refused = context.words(context.course.language)["refused_verbs"]
    for module in context.course.modules:
        for objective in module.objectives:
            first = " ".join(objective.text.split()[:3])
            words = next((w for w in refused if first.casefold().startswith(f"{w} ")), None)
            if words or has_phrase(objective.verb, refused):
                message = f"`{objective.id}` begins with “{words or objective.verb}”"
                yield RULE.at(objective.span, message)
