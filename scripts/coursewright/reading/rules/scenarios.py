"""Q143-Q148: the grammar of a scenario. What it shares with banks is in `quizzes`."""

from __future__ import annotations

from coursewright.diagnostics import Rule

NODE_ID = Rule(
    "Q143",
    "error",
    "Node of a scenario without a usable id",
    "Options lead to a node by its id; without one nobody gets there.",
    "End the heading with an id of small letters, digits and hyphens: `## She waits. { #waits }`.",
)
NODE_TWICE = Rule(
    "Q144",
    "error",
    "Node id used twice in a scenario",
    "An option that leads to this id could mean either of the two.",
    "Give the later node an id of its own.",
)
NO_TARGET = Rule(
    "Q145",
    "error",
    "Option of a scenario that leads nowhere",
    "Learners who choose it could not go on.",
    "Write behind the option where it leads: `- [x] Say sorry → #she-listens { mood=calm }`.",
)
NO_NODES = Rule(
    "Q146",
    "error",
    "Scenario without a decision",
    "Learners would open a page with nothing to decide.",
    "Write a heading `## What do you say? { #first }`, and options below it that lead on.",
)
NO_DEBRIEF = Rule(
    "Q147",
    "error",
    "Scenario without a debrief",
    "At the end learners would not hear what the moment called for.",
    "End the file with a line `!!! debrief` and, indented by four spaces, what to take along.",
)
NO_SETTING = Rule(
    "Q148",
    "error",
    "Scenario without a setting",
    "Learners must know where they are and who is there before they decide.",
    "Write two or three sentences between the front matter and the first heading.",
)

RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
