"""M229: modules that no path holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M229",
    severity="warning",
    title="Module in no path",
    why="No role is asked to take this module, so nobody will be reminded of it.",
    cure="Add its id to `modules:` of a path in `course.yml`, or remove the module.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every module that stands in no path; a course without paths shows all."""
    listed = {name for path in context.course.paths for name in (*path.modules, *path.optional)}
    # A path that names an unknown module has most likely misspelt this one, which M225 reports.
    if not context.course.paths or listed - context.modules.keys():
        return
    for module in context.course.modules:
        if module.id not in listed:
            yield RULE.at(
                context.place(module.span, "id"), f"the module `{module.id}` is in no path"
            )
