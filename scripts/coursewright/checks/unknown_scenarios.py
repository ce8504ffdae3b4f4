"""M240: scenarios that a module names and that have no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M240",
    severity="error",
    title="Scenario that does not exist",
    why="The module would promise practice that is not there.",
    cure=("Use the id of a file in `quizzes/scenarios/`: `third-call.md` has the id `third-call`."),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every scenario that a module names but nobody wrote."""
    known = {scenario.id for scenario in context.course.scenarios}
    for module in context.course.modules:
        for name in module.scenarios:
            if name not in known:
                hint = did_you_mean(name, known, RULE.cure)
                message = f"the module `{module.id}` names the scenario `{name}`, which has no file"
                yield RULE.at(context.place(module.span, name), message, hint)
