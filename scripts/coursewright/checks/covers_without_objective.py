"""K607: covered items that no objective of the module is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="K607",
    severity="warning",
    title="Covered item without an objective",
    why=(
        "The lesson teaches something that no objective of its module mentions, so nobody "
        "will ask for it."
    ),
    cure=(
        "Add the id to `items:` of an objective in the `index.md` of the module, or remove it "
        "from `covers:`."
    ),
    guidelines=("L16",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every covered item outside the objectives of its module."""
    for module, lesson in context.lessons:
        intended = {name for objective in module.objectives for name in objective.items}
        for name in lesson.covers:
            if name in context.knowledge_items and name not in intended:
                message = f"`{lesson.id}` covers `{name}`, but no objective of `{module.id}` does"
                yield RULE.at(context.place(lesson.span, name), message)
