"""R109: active texts that are not the ones that were approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule
from coursewright.generating.reviewed import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="R109",
    severity="warning",
    title="Changed since it was approved",
    why="The name behind `reviewed` stands for another text than the one people are asked.",
    cure="Let the reviewer see the change, then `course review approve` it again.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each active text that differs from the approved one.

    Where no whole bank was approved by the command, its `reviewed` is all there is to know. Where
    one was, an item without an approval came later and is active only because its bank is.
    """
    approvals = context.reviews.approvals
    for text in context.reviewed:
        if text.status not in CLAIMS:
            continue
        known = approvals.get(text.target)
        if known is None:
            if text.bank in approvals and not text.has_own:
                message = f"`{text.target}` is {text.status} with its bank, but nobody approved it"
                yield RULE.at(text.span, message)
        elif known.digest != text.digest:
            message = f"`{text.target}` is not the text that {known.by} approved on {known.on}"
            yield RULE.at(text.span, message)
