"""M245: instruments that a module names and that have no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M245",
    severity="error",
    title="Instrument that does not exist",
    why="The module would promise a self-diagnosis that is not there.",
    cure="Use the id of a file in `quizzes/instruments/`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every instrument that a module names but nobody wrote."""
    known = {instrument.id for instrument in context.course.instruments}
    for module in context.course.modules:
        name = module.instrument
        if name is not None and name not in known:
            hint = did_you_mean(name, known, RULE.cure)
            message = f"the module `{module.id}` names the instrument `{name}`, which has no file"
            yield RULE.at(context.place(module.span, name), message, hint)
