"""M223: items of a `::: check` that no bank holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M223",
    severity="error",
    title="Check with an item that does not exist",
    why="The lesson would have a hole where the learner should practise.",
    cure=(
        "Write the full id of the item: the bank, a slash, the item, for example `::: check "
        "resolved/person-first`."
    ),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every item id of a check that is unknown."""
    # A bank that a module names and that is not there is one mistake, which M224 reports.
    missing = context.module_of_quiz.keys() - context.quizzes.keys()
    for page in context.page_sources:
        for check_line in page.checks:
            for name in check_line.items:
                if name not in context.items and name.partition("/")[0] not in missing:
                    hint = did_you_mean(name, context.items, RULE.cure)
                    yield RULE.at(
                        context.place(check_line.span, name), f"there is no item `{name}`", hint
                    )
