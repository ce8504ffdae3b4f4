"""B10: module quizzes that repeat little or much of earlier modules."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="B10",
    severity="warning",
    title="Not a fifth from earlier modules",
    why=(
        "What is asked again after some days stays. A quiz about the last lessons only lets "
        "the first ones be forgotten."
    ),
    cure="Write `from_earlier: 0.2` into the front matter of the bank.",
    basis="Latimier, Peyre & Ramus 2021: spaced retrieval (g = 0.74); Cepeda et al. 2008",
)
RULES = (RULE,)


LEAST: Final = Fraction(15, 100)
MOST: Final = Fraction(25, 100)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each module quiz with earlier modules and another share of them."""
    for name, module in context.module_of_quiz.items():
        quiz = context.quizzes.get(name)
        if quiz is None or quiz.draw is None or quiz.kind != "practice":
            continue
        has_earlier = any(earlier.quiz for earlier in context.earlier_modules(module))
        if has_earlier and not LEAST <= quiz.from_earlier <= MOST:
            message = f"`{quiz.id}` takes {float(quiz.from_earlier):.0%} from earlier modules"
            yield RULE.at(context.place(quiz.span, "from_earlier"), message)
