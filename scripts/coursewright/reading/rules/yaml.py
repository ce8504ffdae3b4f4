"""Y0xx: YAML files and the block between `---` lines at the top of a page (front matter)."""

from __future__ import annotations

from coursewright.diagnostics import Rule

SYNTAX = Rule(
    "Y001",
    "error",
    "Data that cannot be understood",
    "One wrong sign hides everything after it.",
    "Write `key: value`, and put a value that holds a colon, `#` or a quotation mark between "
    'straight quotes: `title: "R and E: the person first"`.',
)
DUPLICATE = Rule(
    "Y002",
    "error",
    "Key given twice",
    "Only one of the two values can count, and nobody sees which.",
    "Delete one of the two lines.",
)
TAG = Rule(
    "Y003",
    "error",
    "Type tag (`!…`)",
    "Tags can start programs, and this course needs none.",
    "Remove the `!…`; put a text that begins with `!` between straight quotes.",
)
ANCHOR = Rule(
    "Y004",
    "error",
    "Anchor, alias or merge key (`&`, `*`, `<<`)",
    "They hide where a value comes from, and a few lines of them can fill the memory.",
    "Write the value out; put a text that begins with `&` or `*` between straight quotes.",
)
DOCUMENTS = Rule(
    "Y005",
    "error",
    "More than one document in a file",
    "Everything after the second `---` would be ignored.",
    "Remove the line `---` or `...` between the two parts.",
)
TOO_DEEP = Rule(
    "Y006",
    "error",
    "Data nested too deep or too large",
    "No course data needs this; it is the mark of a damaged or hostile file.",
    "Restore the file from the last version that worked.",
)
TAB = Rule(
    "Y007",
    "error",
    "Tab in the data",
    "A tab has no fixed width, so the nesting cannot be told.",
    "Replace the tab by spaces.",
)
EMPTY = Rule(
    "Y008",
    "error",
    "No data",
    "The file or the front matter says nothing.",
    "Add the keys, for example `title: Handling complaints`.",
)
NO_FRONT_MATTER = Rule(
    "Y009",
    "error",
    "Page without front matter",
    "Title, id and minutes stand there; without them the page has no place in the course.",
    "Begin the file with a line `---`, the keys, and another line `---`.",
)
UNCLOSED = Rule(
    "Y010",
    "error",
    "Front matter without an end",
    "The whole page would be taken for data.",
    "Add a line `---` after the last key.",
)
MISSING_KEY = Rule(
    "Y011",
    "error",
    "Key missing",
    "The build needs this value.",
    "Add the key, for example `title: Handling complaints`.",
)
WRONG_TYPE = Rule(
    "Y012",
    "error",
    "Value of the wrong kind",
    "A list where one text is expected (or the other way round) would be shown as nonsense.",
    "Compare with the format page of the handbook, or with a file that works.",
)
UNKNOWN_KEY = Rule(
    "Y013",
    "error",
    "Unknown key",
    "A misspelt key would silently do nothing.",
    "Correct the spelling, or remove the line.",
)
VALUE = Rule(
    "Y014",
    "error",
    "Value that is not allowed",
    "The build could only guess what is meant.",
    "Use one of the values named in the message.",
)
BAD_ID = Rule(
    "Y015",
    "error",
    "Malformed id",
    "Ids become parts of addresses and records, which bear only a few signs.",
    "Use small letters, digits and hyphens, for example `person-first`.",
)
TWICE = Rule(
    "Y016",
    "error",
    "The same value twice in a list",
    "It would be counted once or twice, depending on the place.",
    "Delete one of the two.",
)
KEY_FORM = Rule(
    "Y017",
    "error",
    "Key that is not a plain word",
    "A list or block as a key has no meaning in a course.",
    "Write `key: value`.",
)

RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
