"""M238: paths that ask for a module before what should come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="M238",
    severity="warning",
    title="Module before what should come first",
    why="Learners on this path would need what they have not learned yet.",
    cure="Change the order in the path, or remove the module from `after:`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every path that has a module before one that it comes after."""
    for path in context.course.paths:
        for place, name in enumerate(path.modules):
            module = context.modules.get(name)
            if module is None:
                continue  # M225 speaks of it
            for first in module.after:
                if first in path.modules[place:]:
                    message = f"`{path.id}` has `{name}` before `{first}`, which should come first"
                    yield RULE.at(context.place(path.span, name), message)
