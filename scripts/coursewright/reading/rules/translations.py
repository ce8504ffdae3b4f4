"""I101-I109: translated files, compared with what they translate."""

from __future__ import annotations

from coursewright.diagnostics import Rule

LANGUAGE = Rule(
    "I101",
    "error",
    "Translation into a language that the course does not name",
    "Nobody would ever see it.",
    "Add the language to `languages` in `modules/course.yml`, or remove the file.",
    guidelines=("I01",),
)
NO_SOURCE = Rule(
    "I102",
    "error",
    "Translation of a file that is not there",
    "A translation belongs to the file beside it; alone it would reach no learner.",
    "Give it the name of its source, with the language before `.md`: `01-first.fr.md`.",
    guidelines=("I01",),
)
VALUE = Rule(
    "I103",
    "error",
    "Translation that changes what only the source decides",
    "Ids, minutes, keys and points are the same for every learner, whatever they read in.",
    "Delete it here; it is taken from the source.",
    guidelines=("I01",),
)
PAGE = Rule(
    "I104",
    "error",
    "Translated page that is built differently",
    "Learners of one language would miss a part, a check or a term that the others get.",
    "Give the page the headings, checks and recall material of its source, in the same order.",
    guidelines=("I01",),
)
UNKNOWN = Rule(
    "I105",
    "error",
    "Translation of something that the source does not have",
    "What has no source is in no quiz and in no scenario.",
    "Write the id as it stands in the source, or remove this part.",
    guidelines=("I01",),
)
ITEM = Rule(
    "I106",
    "error",
    "Translated item or node that is built differently",
    "An answer is kept by its place. With other options here it would mean something else there.",
    "Give it the options, keys, rows or gaps of its source, in the same order.",
    guidelines=("I01",),
)
MISSING = Rule(
    "I107",
    "error",
    "Translation with a hole",
    "A conversation or a profile in two languages at once confuses more than it helps.",
    "Translate this part, too, or remove the file until it is whole.",
    guidelines=("I01",),
)

RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
