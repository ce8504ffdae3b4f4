"""Q06: negations in stem and option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.wording import choice_texts
from coursewright.checks.writing.negative_stems import asked
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q06",
    severity="error",
    title="Double negative",
    why=(
        "A negation in the stem and one in an option must be resolved like an equation. "
        "It tests reading, not service."
    ),
    cure="Put the stem into the positive, or the options.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 27; W3C COGA, objective 3",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each option with a negation below a stem that asks in the negative."""
    for one in choice_texts(context, "single", "multiple"):
        stem = next(find_phrases(asked(one.stem), one.words["stem_negations"]), None)
        if stem is None:
            continue
        for option in one.options:
            hit = next(find_phrases(option.text, one.words["stem_negations"]), None)
            if hit is not None:
                place = context.place(option.span, hit.words)
                message = f"`{one.item.id}`: “{hit.words}” below a stem with “{stem.words}”"
                yield RULE.at(place, message)
