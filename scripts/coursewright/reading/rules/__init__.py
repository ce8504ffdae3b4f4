"""Every rule the reader itself can report, in the order of their codes."""

from __future__ import annotations

from coursewright.reading.rules import (
    course,
    files,
    instruments,
    pages,
    quizzes,
    review,
    scenarios,
    yaml,
)

RULES = (
    *files.RULES,
    *course.RULES,
    *pages.RULES,
    *quizzes.RULES,
    *scenarios.RULES,
    *instruments.RULES,
    *review.RULES,
    *yaml.RULES,
)

__all__ = [
    "RULES",
    "course",
    "files",
    "instruments",
    "pages",
    "quizzes",
    "review",
    "scenarios",
    "yaml",
]
