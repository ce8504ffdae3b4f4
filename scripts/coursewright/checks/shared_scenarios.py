"""M242: one scenario in two modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M242",
    severity="error",
    title="Scenario of two modules",
    why=(
        "It has one page and one place in the course; learners would leave the second "
        "module without notice."
    ),
    cure="Keep it in one module, and link to its page from the other.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every module that names a scenario of an earlier module."""
    owners: dict[str, str] = {}
    for module in context.course.modules:
        for name in module.scenarios:
            first = owners.setdefault(name, module.id)
            if first != module.id:
                message = f"`{name}` is a scenario of the module `{first}` already"
                yield RULE.at(context.place(module.span, name), message)
