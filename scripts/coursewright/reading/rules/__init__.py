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
    translations,
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
    *translations.RULES,
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
    "translations",
    "yaml",
]
