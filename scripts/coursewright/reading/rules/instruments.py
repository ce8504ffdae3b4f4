"""Q138-Q141: the grammar of an instrument. What it shares with banks is in `quizzes`."""

from __future__ import annotations

from coursewright.diagnostics import Rule

CATEGORY_ID = Rule(
    "Q138",
    "error",
    "Category of an instrument without an id of its own",
    "Ratings are kept under this id; without it they could not be found again.",
    "End the heading with an id that no other category has: `## People { #people }`.",
)
NO_STATEMENTS = Rule(
    "Q139",
    "error",
    "Category with fewer than two statements",
    "One statement makes no category: its bar would show a single rating.",
    "Write the statements as a list, one line each, below the heading.",
)
NO_ADVICE = Rule(
    "Q140",
    "error",
    "Category of an instrument without its advice",
    "A profile that does not say what to do next helps nobody.",
    "Write `!!! low`, `!!! middle` and `!!! high`, each with text indented by four spaces.",
)
NO_SCALE = Rule(
    "Q141",
    "error",
    "Instrument without a scale",
    "Learners need the same words for every statement.",
    'Write for example `scale: ["Not at all", "A little", "Partly", "Mostly", "Fully"]`.',
)

RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
