"""The stages in order: read, check, generate; each stage sees only the previous one's types."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from coursewright.diagnostics import Findings
    from coursewright.model import Course, Pool, Published, Reviews


@dataclass(frozen=True, slots=True)
class Loaded:
    """A course that was read and checked; without errors it can be rendered."""

    course: Course | None
    published: Published
    pools: tuple[Pool, ...]
    """Empty when there are errors."""
    findings: Findings
    reviews: Reviews
    """Comments and approvals of experts."""


def load_course(
    root: Path, *, review: bool = False, with_drafts: bool = False, today: date | None = None
) -> Loaded:
    """Read, check and generate the course in `root`; author mistakes are in `findings`.

    Args:
        root: the course folder.
        review: also judge the writing, where the structure has no error: before a build, and never
            where HR only needs the banks.
        with_drafts: also offer the drafts of practice quizzes: in the live preview only.
        today: the day that reviews are measured by; by default today (UTC).

    Raises:
        CoursewrightError: the folder cannot be read at all.
    """
    from coursewright.checks import check_course, review_course  # noqa: PLC0415 - fast `--help`
    from coursewright.checks.support.context import CheckContext  # noqa: PLC0415
    from coursewright.diagnostics import Findings  # noqa: PLC0415
    from coursewright.reading import read_course, read_published, read_reviews  # noqa: PLC0415

    course, findings = read_course(root)
    published = read_published(root, findings)
    # What is wrong with the comments of experts stops a build, and never the grading of records.
    about_reviews = Findings()
    reviews = read_reviews(root, about_reviews)
    if course is None:
        findings.extend(about_reviews)
        return Loaded(None, published, (), findings, reviews)
    course = replace(course, shows_drafts=with_drafts)
    refused = [finding.span for finding in findings if finding.severity == "error"]
    context = CheckContext(
        course, published, findings.sources, reviews, today or datetime.now(UTC).date()
    )
    findings.extend(check_course(context, refused))
    if review and not findings.has_errors:
        review_course(context, findings)
    pools = () if findings.has_errors else tuple(context.pools.values())
    findings.extend(about_reviews)
    return Loaded(course, published, pools, findings, reviews)
