"""Q155: options that say nothing back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule
from coursewright.model import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q155",
    severity="error",
    title="Option without feedback",
    why=(
        "Learners learn from the reason, not from a tick or a cross; those who chose wrongly "
        "need it most."
    ),
    cure=(
        "Write a line `> …`, indented by four spaces, below the option: say why it is right, "
        "or what is wrong with it."
    ),
    guidelines=("Q19",),
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every option of an authored choice item that has no feedback."""
    for item in context.authored_items:
        if isinstance(item.interaction, Choice):
            for option in item.interaction.options:
                if option.feedback is None or not option.feedback.text.strip():
                    yield RULE.at(option.span, f"an option of `{item.id}` has no feedback")
