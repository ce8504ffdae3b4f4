"""P0xx: the syntax of lessons and pages."""

from __future__ import annotations

from coursewright.diagnostics import Rule

TITLE_HEADING = Rule(
    "P001",
    "error",
    "Level-1 heading in a lesson",
    "The title of the front matter becomes the page's heading; a second one confuses readers "
    "and screen readers.",
    "Begin sections with `## `.",
)
FENCE = Rule(
    "P002",
    "error",
    "Code block without an end",
    "The rest of the page would be shown as code.",
    "Close the block with the same signs on a line of their own: three backticks.",
)
COMMENT = Rule(
    "P003",
    "error",
    "Comment without an end",
    "The rest of the page would be invisible.",
    "Close the comment with `-->`.",
)
DIRECTIVE = Rule(
    "P004",
    "error",
    "Line with `:::` not understood",
    "The line would be printed as text and the items would be missing.",
    "Write `::: check bank/item` at the beginning of a line.",
)
CHECK = Rule(
    "P005",
    "error",
    "Check without item ids",
    "The build would not know which items to show.",
    "Name items by bank and id: `::: check resolved/person-first`.",
)
CHECK_ALONE = Rule(
    "P006",
    "error",
    "Check that does not stand alone",
    "It would be glued to the paragraph next to it.",
    "Leave an empty line before and after the check.",
)
CHECK_TWICE = Rule(
    "P007",
    "error",
    "Item twice on one page",
    "Both copies would share one answer.",
    "Keep one of the two, or choose another item.",
)
RECALL_ATTRIBUTES = Rule(
    "P008",
    "error",
    "Recall line not understood",
    "No items would be generated, or the wrong ones.",
    'Write `{ .recall #some-id kinds="matching choice" objective=m04.o1 }`.',
)
RECALL_BLOCK = Rule(
    "P009",
    "error",
    "Recall line without its list or table",
    "There is nothing from which items could be generated.",
    "Put the line directly above a definition list, a numbered list or a two-column table.",
)
RECALL_ENTRY = Rule(
    "P010",
    "error",
    "Recall entry not understood",
    "An entry without its term or meaning would make a question nobody can answer.",
    "Write one term and one meaning per entry: `Term`, and below it `:   Meaning`.",
)
NOT_IN_LESSON = Rule(
    "P011",
    "error",
    "Check or recall material outside a lesson",
    "Only lessons ask items, so it would silently do nothing.",
    "Move it into a lesson.",
)
ADMONITION = Rule(
    "P012",
    "error",
    "Box (`!!!`, `???`) or tab not understood",
    "The markers would be printed as text.",
    'Write `!!! tip "Do this today"` and indent the text below by four spaces.',
)
TAG_OPEN = Rule(
    "P013",
    "error",
    "HTML tag that is not closed",
    "Everything after it would be swallowed or shown in the wrong place.",
    "Close the tag (`</div>`), or remove it.",
)
TOO_DEEP = Rule(
    "P014",
    "error",
    "Lists, quotes or HTML nested more than 20 deep",
    "Nobody can read this, and it makes the build run out of memory.",
    "Flatten the list, or split it.",
)
LONG_LINE = Rule(
    "P015",
    "error",
    "Line of more than 20000 characters",
    "It is usually pasted data, and it can slow the build to a halt.",
    "Break the line, or put the data into a file beside the page.",
)
UNCLOSED_RUN = Rule(
    "P016",
    "error",
    "Too many opening signs in one paragraph",
    "Hundreds of brackets, asterisks or similar signs without an end slow the build to a halt.",
    "Close or remove them, or put the text into a code block of its own.",
)
MANY_HEADINGS = Rule(
    "P017",
    "error",
    "Page with more than 200 headings",
    "Its table of contents is no help any more.",
    "Split the page.",
)
TABLE = Rule(
    "P018",
    "error",
    "Table row with another number of cells than its header",
    "Cells would silently be lost or left empty.",
    "Count the `|` in the row; write `\\|` where the sign is meant.",
)
RECALL_TWICE = Rule(
    "P019",
    "error",
    "Recall id used twice",
    "Generated items get their ids from it, so two items would share one answer.",
    "Give the later recall material an id of its own.",
)
LOST_MARK = Rule(
    "P020",
    "warning",
    "List, table or heading that is printed as text",
    "Learners would read hyphens, bars or number signs where a list, a table or a heading is "
    "meant.",
    "Leave an empty line above the list or table, begin headings at the very beginning of the "
    "line, and points below a point with four spaces.",
)
LINK = Rule(
    "P021",
    "error",
    "Link that is not understood",
    "Its brackets and its address would be printed as text, or lead nowhere.",
    "Write `[text](page.md)`; an address with spaces stands in angle brackets: "
    "`[text](<the form.pdf>)`.",
)
RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
