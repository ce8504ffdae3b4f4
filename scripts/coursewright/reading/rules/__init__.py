"""Every rule the reader itself can report, in the order of their codes."""

from __future__ import annotations

from coursewright.reading.rules import course, files, pages, quizzes, review, yaml

RULES = (*files.RULES, *course.RULES, *pages.RULES, *quizzes.RULES, *review.RULES, *yaml.RULES)

__all__ = ["RULES", "course", "files", "pages", "quizzes", "review", "yaml"]
