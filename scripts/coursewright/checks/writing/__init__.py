"""The reviewer: what makes lessons and items hard to read, to learn from, or easy to guess.

One rule = one file = one folder of golden cases = one heading in the docs, as with the structural
checks; but these rules judge writing. Their codes are those of the writing guidelines (`Q07`), and
an author may let one pass with a reason (`lint-ignore`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.writing import absolutes_in_distractors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks import Check
    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

WRITING_CHECKS: Final[tuple[Check, ...]] = (absolutes_in_distractors,)


def check_writing(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield every finding about the writing of a course that could be read without errors."""
    for each in WRITING_CHECKS:
        yield from each.check(context)
