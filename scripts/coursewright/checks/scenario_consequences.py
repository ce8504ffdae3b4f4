"""Q185: options of a scenario without consequence or feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q185",
    severity="error",
    title="Option without consequence or feedback",
    why=(
        "People learn from what follows and from the reason why; a bare jump to the next "
        "node teaches nothing."
    ),
    cure=(
        "Below the option, indented by four spaces: what the partner does, then an empty "
        "line and `> ` with the reason."
    ),
    guidelines=("S03",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every option that lacks its consequence or its feedback."""
    for scenario in context.course.scenarios:
        for node in scenario.nodes:
            for option in node.options:
                parts = {"consequence": option.consequence, "feedback": option.feedback}
                missing = [name for name, text in parts.items() if text is None]
                if missing:
                    message = f"this option of `{node.id}` has no {' and no '.join(missing)}"
                    yield RULE.at(option.span, message)
