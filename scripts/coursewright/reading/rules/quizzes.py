"""Q101-Q149: the grammar of a bank."""

from __future__ import annotations

from coursewright.diagnostics import Rule

NO_ID = Rule(
    "Q101",
    "error",
    "Item without an id",
    "Progress and records name an item by its id; without one an answer could not be kept.",
    "End the heading with an id: `## How do you begin? { #how-to-begin }`.",
)
BAD_ID = Rule(
    "Q102",
    "error",
    "Malformed id of an item",
    "Ids become parts of addresses and records, which bear only a few signs.",
    "Use small letters, digits and hyphens: `{ #person-first }`.",
)
TWICE = Rule(
    "Q103",
    "error",
    "Item id used twice in a bank",
    "Two items with one id would share one answer.",
    "Give the later item an id of its own.",
)
UNKNOWN_ATTRIBUTE = Rule(
    "Q104",
    "error",
    "Unknown attribute",
    "A misspelt attribute would silently do nothing.",
    "Correct the spelling, or remove it.",
)
ATTRIBUTE_TWICE = Rule(
    "Q105",
    "error",
    "Attribute given twice",
    "Only one of the two values can count, and nobody sees which.",
    "Delete one of the two.",
)
BAD_ATTRIBUTES = Rule(
    "Q106",
    "error",
    "Attribute list that cannot be understood",
    "Its text would stand on the page.",
    'Write `{ #id key=value key="several words" }` with straight quotes, at the end of the line.',
)
BAD_VALUE = Rule(
    "Q107",
    "error",
    "Attribute value that is not allowed",
    "The build could only guess what is meant.",
    "Use one of the values named in the message.",
)
USELESS_ATTRIBUTE = Rule(
    "Q108",
    "error",
    "Attribute without effect here",
    "It belongs to another kind of item, so it would silently do nothing.",
    "Remove it, or change the kind of the item.",
)
BAD_BOX = Rule(
    "Q109",
    "error",
    "Box of an option not understood",
    "The option would be lost, or its key be printed as text.",
    "Write `- [x] right`, `- [ ] wrong` or, in a situation, `- [~] acceptable`, from the "
    "beginning of the line, with a space on both sides of the box.",
)
EMPTY_OPTION = Rule(
    "Q110",
    "error",
    "Option without text",
    "Learners would see an empty line to choose.",
    "Write the option's text behind the box, or delete the line.",
)
NO_BOX = Rule(
    "Q111",
    "error",
    "Line without a box among the options",
    "It would be lost, or be shown as text between the options.",
    "Give every line of the list a box: `- [ ] Ask for the order number`.",
)
LONG_OPTION = Rule(
    "Q112",
    "error",
    "Option with more than one paragraph",
    "An option stands on one label; lists and further paragraphs do not fit on it.",
    "Keep the option to one paragraph and put the situation above the options. Reasons go into "
    "the feedback: `    > Because …`.",
)
AFTER_OPTIONS = Rule(
    "Q113",
    "error",
    "Text after the options",
    "The page shows the text before the options, so nothing may follow them.",
    "Move it above the list, or into `!!! rationale`; indent feedback by four spaces: `    > Yes.`",
)
STRAY_FEEDBACK = Rule(
    "Q114",
    "error",
    "Feedback that belongs to no option",
    "It would stand on the page for everyone, before they answer.",
    "Put it directly below its option, indented by four spaces: `    > Yes, because …`.",
)
TWO_INTERACTIONS = Rule(
    "Q115",
    "error",
    "Two interactions in one item",
    "One item asks one thing; a second list, table or gap would not be asked or scored.",
    "Split it into two items. A list or table that only informs goes into a block such as "
    '`!!! example ""`, indented by four spaces.',
)
NO_INTERACTION = Rule(
    "Q116",
    "error",
    "Item with nothing to answer",
    "Learners would see a text without options.",
    "Add options (`- [x] …`, `- [ ] …`), a numbered list, a two-column table, a gap "
    "(`[[answer]]`), or `type=reflection`.",
)
WRONG_TYPE = Rule(
    "Q117",
    "error",
    "Type that does not fit the item",
    "The attribute says one thing and the lines below say another.",
    "Remove `type=…`, or write the lines this type needs.",
)
HEADING = Rule(
    "Q118",
    "error",
    "Heading that is no item",
    "In a bank every heading of level 2 is an item; other headings have no place.",
    "Write items as `## Stem { #id }`, and bold text where you want an emphasis.",
)
UNKNOWN_BLOCK = Rule(
    "Q119",
    "error",
    "Unknown block",
    "Its text would be printed as it stands, markers included.",
    "Known are `??? hint`, `!!! rationale`, `!!! model` and Material's boxes such as "
    '`!!! example "Title"`.',
)
BAD_BLOCK = Rule(
    "Q120",
    "error",
    "Block that is empty or wrongly written",
    "Its text would be lost or printed at the wrong place.",
    "Write the marker on a line of its own and indent the text below by four spaces.",
)
BLOCK_TWICE = Rule(
    "Q121",
    "error",
    "Block given twice in an item",
    "Only one of the two can be shown.",
    "Put both texts into one block.",
)
UNCLOSED = Rule(
    "Q122",
    "error",
    "Code block or comment without an end",
    "Everything after it, keys included, would be printed as text.",
    "Close the code block with the same signs, or the comment with `-->`.",
)
COLUMNS = Rule(
    "Q123",
    "error",
    "Matching table without exactly two columns",
    "A matching item pairs the left with the right column.",
    "Write `| term | meaning |` rows below a header row and a line `| --- | --- |`.",
)
EMPTY_CELL = Rule(
    "Q124",
    "error",
    "Empty right cell in a matching table",
    "Its left cell would have no right answer.",
    "Fill the right cell. (An empty left cell is allowed: it makes a distractor.)",
)
BAD_GAP = Rule(
    "Q125",
    "error",
    "Gap that is empty or not closed",
    "The answer would be printed as text.",
    "Write `[[answer]]` or `[[answer|other spelling]]` on one line.",
)
BAD_NUMBER = Rule(
    "Q126",
    "error",
    "Number gap not understood",
    "The build could only guess which numbers are right.",
    "Write `[[=8]]`, `[[=20±1]]` or `[[=3..5]]`, with a point as the decimal sign.",
)
MIXED_GAPS = Rule(
    "Q127",
    "error",
    "Word and number gaps in one item",
    "Words and numbers are compared and reported in different ways.",
    "Split it into two items, or write the number as a word gap: `[[8|eight]]`.",
)
STRAY_GAP = Rule(
    "Q128",
    "error",
    "Gap where none can be filled",
    "Gaps are filled in the stem and the text; here the answer would be printed.",
    "Move the gap into the text, or write the words without `[[ ]]`.",
)
BAD_LIST = Rule(
    "Q129",
    "error",
    "List element not understood",
    "The element would be lost or glued to its neighbour.",
    "Write one line per element: `1. First`, `2. Second` (or `- Statement` for a scale), with a "
    "space behind the marker and without lists inside.",
)
FILE_NAME = Rule(
    "Q130",
    "error",
    "Bank or scenario whose id is not its file name",
    "Lessons and records name a bank by its id; two names for one thing lead astray.",
    "Rename the file, or change the `id:`.",
)
NO_ITEMS = Rule(
    "Q131",
    "error",
    "Bank without items",
    "Learners would open an empty quiz.",
    "Add an item: a heading of level 2 with an id, and what to answer below it.",
)
BAD_SCALE = Rule(
    "Q132",
    "error",
    "Scale not understood",
    "Learners choose one of the scale's labels for each statement.",
    'Write `scale="never|rarely|sometimes|often|always"`: 2 to 10 different labels.',
)
STRAY_BOX = Rule(
    "Q133",
    "error",
    "Box where none belongs",
    "This kind of item has no right and wrong option, or no acceptable one.",
    "Remove the box, or change the `type`.",
)
NO_STEM = Rule(
    "Q134",
    "error",
    "Item without a stem",
    "Learners would not know what is asked.",
    "Write the task into the heading: `## What comes first? { #person-first }`.",
)
BEFORE_FIRST = Rule(
    "Q136",
    "error",
    "Options or gaps before the first item",
    "They belong to no item and would be printed with their key.",
    "Write a heading `## Stem { #id }` above them.",
)
INDENTED_HEADING = Rule(
    "Q137",
    "error",
    "Heading marker not understood",
    "The item would become part of the one before it.",
    "Begin the line with `## ` (two number signs and a space), without spaces before them.",
)

RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
