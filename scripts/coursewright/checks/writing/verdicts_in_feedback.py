"""F01: feedback whose verdict is wrong or comes late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.prose import plain
from coursewright.checks.support.readability import sentences
from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="F01",
    severity="warning",
    title="Feedback with a verdict that is wrong or late",
    why=(
        "The first word tells whether the answer was right. A “Right.” below a distractor is "
        "believed, and a verdict at the end is read by few."
    ),
    cure=(
        "Begin with the verdict or leave it out (the page says it, too), then the reason, "
        "then the principle."
    ),
    basis="Van der Kleij, Feskens & Eggen 2015: explanatory feedback",
)
RULES = (RULE,)


ENDS: Final = frozenset(".,:;!\u2013\u2014")
"""Signs after a verdict; without one, “No department owns it” is a sentence like any other."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each feedback with the other verdict, or with its verdict later on."""
    for one in choice_texts(context, "single", "multiple", "situation"):
        verdicts = {True: one.words["right_verdicts"], False: one.words["wrong_verdicts"]}
        for option in one.options:
            credit, feedback = option.option.credit, option.option.feedback
            if feedback is None or credit not in {0, 1}:
                continue
            first, *rest = sentences(plain(feedback.text)) or ("",)
            if said := _verdict(first, verdicts[credit != 1]):
                kind = "key" if credit == 1 else "distractor"
                yield RULE.at(feedback.span, f"`{one.item.id}`: “{said}” below a {kind}")
            for later in rest:
                if said := _verdict(later, (*verdicts[True], *verdicts[False])):
                    message = f"`{one.item.id}`: “{said}” comes after the reason"
                    yield RULE.at(context.place(feedback.span, said), message)


def _verdict(sentence: str, phrases: tuple[str, ...]) -> str:
    """Return the verdict that a sentence begins with; "" without one."""
    hit = next(find_phrases(sentence, phrases), None)
    if hit is None or hit.start > 0:
        return ""
    return hit.words if sentence[len(hit.words) : len(hit.words) + 1] in ENDS else ""
