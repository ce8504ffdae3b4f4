"""Coursewright: Markdown in; a course site, quizzes and records out."""

__version__ = "0.1.0"
