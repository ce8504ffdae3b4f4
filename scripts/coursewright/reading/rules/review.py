"""R101-R103: the status of a text, its reviews, and the file of comments."""

from __future__ import annotations

from coursewright.diagnostics import Rule

STATUS = Rule(
    "R101",
    "error",
    "Status that is not known",
    "A misspelt status would leave an item out of the assessment, or ask one nobody has looked at.",
    "Write one of draft, reviewed, active, retired.",
)
REVIEW = Rule(
    "R102",
    "error",
    "Review without a name or a day",
    "In two years somebody will ask who stood for this text, and when.",
    'Write a name, a comma and the day: `"Ann Example, 2026-03-14"`; a semicolon before the next.',
)
FILE = Rule(
    "R103",
    "error",
    "File of reviews that cannot be read",
    "What experts said about the items would be lost without a word.",
    "Take `quizzes/.reviews.json` from version control again; `course review` writes it.",
)
RULES = (STATUS, REVIEW, FILE)
