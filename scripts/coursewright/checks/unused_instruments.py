"""M246: instruments without a page, or with two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M246",
    severity="warning",
    title="Instrument that nobody sees, or that two modules name",
    why="An instrument has its page in exactly one module.",
    cure="Write `instrument:` with its id in the `index.md` of one module.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every instrument that no module names, or more than one."""
    for instrument in context.course.instruments:
        names = [each.id for each in context.course.modules if each.instrument == instrument.id]
        if len(names) != 1:
            who = "no module names" if not names else f"{' and '.join(names)} name"
            name = instrument.written_id or instrument.id
            yield RULE.at(instrument.span, f"{who} the instrument `{name}`")
