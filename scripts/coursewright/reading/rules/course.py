"""M201-M219: folders, modules, lessons and the knowledge base."""

from __future__ import annotations

from coursewright.diagnostics import Rule

FOLDER_NAME = Rule(
    "M201",
    "error",
    "Folder that is no module",
    "Modules are found by their folder names; others would silently be left out.",
    "Name the folder with a number and a short name, for example `modules/04-resolved`.",
)
LESSON_NAME = Rule(
    "M202",
    "error",
    "Lesson file name not understood",
    "The number gives the order, the rest becomes the address of the lesson.",
    "Name the file with a number and a short name, for example `02-person-first.md`.",
)
PLACE = Rule(
    "M204",
    "error",
    "Page in a place where none is read",
    "The page would silently be left out of the course.",
    "Put lessons directly into the module's folder and banks directly into `quizzes/`.",
)
NO_LESSONS = Rule(
    "M205",
    "error",
    "Module without lessons",
    "Learners would open an empty module.",
    "Add a lesson, for example `01-first-steps.md`, or remove the folder.",
)
EMPTY_PAGE = Rule(
    "M206",
    "error",
    "Page without text",
    "Learners would see a title and nothing else.",
    "Write the text below the front matter, or remove the file.",
)
OBJECTIVE_ID = Rule(
    "M207",
    "error",
    "Objective id not understood",
    "Lessons, items and records name an objective by its id.",
    "Write the module's id, a dot, the letter o and a number: `m04.o2`.",
)
KNOWLEDGE_ID = Rule(
    "M208",
    "error",
    "Knowledge id given twice",
    "`covers` and `evidence` could mean either of the two.",
    "Give the later one an id of its own.",
)
NO_MODULES = Rule(
    "M209",
    "error",
    "Course without modules",
    "There is nothing to learn yet.",
    "Add a folder such as `modules/01-welcome` with an `index.md` and a lesson.",
)

RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
