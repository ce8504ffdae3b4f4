"""M233: modules that end without a quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M233",
    severity="warning",
    title="Module without a quiz",
    why=("Learners cannot see whether they have understood the module, and HR sees no activity."),
    cure="Name a bank under `quiz:` in the `index.md` of the module.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every module that names no quiz."""
    for module in context.course.modules:
        if not module.quiz:
            yield RULE.at(context.place(module.span, "id"), f"the module `{module.id}` has no quiz")
