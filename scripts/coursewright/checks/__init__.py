"""Semantic checks: one rule = one file = one folder of golden cases = one heading in the docs.

To add a rule, see CONTRIBUTING ("Add a check"). Syntax is the reader's business; a check sees a
course that could be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.checks.registry import (
    ALL_CHECKS,
    FROM_ABSENCE,
    FROM_ABSENCE_IN_FILE,
    FROM_BROKEN_LINE,
    IN_TRANSLATIONS,
    Check,
)
from coursewright.checks.support.translated import in_translation, translated_contexts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Findings, Rule, Span

__all__ = [
    "ALL_CHECKS",
    "FROM_ABSENCE",
    "FROM_ABSENCE_IN_FILE",
    "FROM_BROKEN_LINE",
    "Check",
    "all_rules",
    "check_course",
    "review_course",
]


def check_course(context: CheckContext, refused: Collection[Span] = ()) -> list[Diagnostic]:
    """Return every semantic finding, in no particular order.

    Args:
        context: what the reader understood; it may lack parts that the reader has refused.
        refused: places of the errors that the reader found. Findings that would be mere
            consequences of what is missing from the course then stay out.
    """
    found = list(_findings(context, ALL_CHECKS, refused))
    for translated in translated_contexts(context):
        checks = tuple(each for each in ALL_CHECKS if each in IN_TRANSLATIONS)
        found += in_translation(translated, _findings(translated, checks, refused))
    return found


def _findings(
    context: CheckContext, checks: Iterable[Check], refused: Collection[Span]
) -> Iterator[Diagnostic]:
    """Yield what checks find, without the consequences of what the reader has refused."""
    files = {span.path for span in refused}
    lines = {(span.path, span.line) for span in refused}
    return (
        finding
        for each in checks
        if not (refused and each in FROM_ABSENCE)
        for finding in each.check(context)
        if not (each in FROM_ABSENCE_IN_FILE and finding.span.path in files)
        if not (each in FROM_BROKEN_LINE and (finding.span.path, finding.span.line) in lines)
    )


def review_course(context: CheckContext, findings: Findings) -> None:
    """Add what there is to say about writing and reviews of a course without errors.

    Args:
        context: a course that `check_course` has no errors for.
        findings: where findings and ignored findings go.
    """
    from coursewright.checks.escapes import apply_escapes  # noqa: PLC0415 - the reviewer only
    from coursewright.checks.reviewing import check_reviews  # noqa: PLC0415
    from coursewright.checks.writing import WRITING_CHECKS, check_writing  # noqa: PLC0415

    findings.extend(check_reviews(context))
    rules = {rule.code: rule for each in WRITING_CHECKS for rule in each.RULES}
    for each_language in (context, *translated_contexts(context)):
        kept, ignored = apply_escapes(each_language, check_writing(each_language), rules)
        findings.extend(kept)
        findings.ignored += ignored


def all_rules() -> tuple[Rule, ...]:
    """Return every rule there is, the reader's included, in the order of their codes."""
    from coursewright.checks.escapes import RULES as ESCAPE_RULES  # noqa: PLC0415 - a listing only
    from coursewright.checks.reviewing import REVIEW_CHECKS  # noqa: PLC0415
    from coursewright.checks.writing import WRITING_CHECKS  # noqa: PLC0415
    from coursewright.reading.rules import RULES as READING_RULES  # noqa: PLC0415

    ours = (rule for each in (*ALL_CHECKS, *REVIEW_CHECKS, *WRITING_CHECKS) for rule in each.RULES)
    return tuple(sorted((*READING_RULES, *ESCAPE_RULES, *ours), key=lambda rule: rule.code))
