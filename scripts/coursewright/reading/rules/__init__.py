"""Every rule the reader itself can report, in the order of their codes."""

from __future__ import annotations

from coursewright.reading.rules import course, files, pages, quizzes, scenarios, yaml

RULES = (*files.RULES, *course.RULES, *pages.RULES, *quizzes.RULES, *scenarios.RULES, *yaml.RULES)

__all__ = ["RULES", "course", "files", "pages", "quizzes", "scenarios", "yaml"]
