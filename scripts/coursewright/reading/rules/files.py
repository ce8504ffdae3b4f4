"""F0xx: files, names and encodings."""

from __future__ import annotations

from coursewright.diagnostics import Rule

MISSING = Rule(
    "F001",
    "error",
    "A needed file is missing",
    "Without this file the course cannot be put together.",
    "Add the file, or restore it from the last version that worked.",
)
LINK = Rule(
    "F002",
    "error",
    "Symbolic link in the course",
    "A link can point outside the course and publish a file that nobody meant to publish.",
    "Replace the link by a copy of the file, or remove it.",
)
SPECIAL = Rule(
    "F003",
    "error",
    "Neither a file nor a folder",
    "Pipes, sockets and devices have no content to publish, and opening one can hang the build.",
    "Remove it from the course folder.",
)
UNEXPECTED = Rule(
    "F004",
    "error",
    "File type that does not belong here",
    "Everything in the course folders is published; a stray table or document would be too.",
    "Move the file out of the course. Allowed are Markdown pages, pictures (svg, png, jpg, webp, "
    "gif, avif), media (mp4, webm, mp3, vtt) and pdf.",
)
LEFTOVER = Rule(
    "F005",
    "error",
    "Leftover of an editor",
    "Backup and lock files hold old text and would be published with the course.",
    "Delete the file, or close the program that has it open.",
)
HIDDEN = Rule(
    "F006",
    "error",
    "Hidden file or folder",
    "Nobody sees a hidden file, so nobody would notice that it is published.",
    "Remove it from the course folder, or give it a name without the leading dot.",
)
NAME = Rule(
    "F007",
    "error",
    "Name that not every computer can use",
    "Such a name breaks links, and other computers cannot even copy the file.",
    "Rename it with letters, digits, hyphens and dots, for example `complaint-form.pdf`.",
)
CASE = Rule(
    "F008",
    "error",
    "Two names that differ only by case",
    "On Windows and macOS these are one file: one of the two would be lost.",
    "Rename one of the two.",
)
PAGE_SIZE = Rule(
    "F009",
    "error",
    "Page over 512 kB",
    "A page of this size is not read by anyone and takes minutes to build.",
    "Split it into several lessons, and move data into a pdf.",
)
ASSET_SIZE = Rule(
    "F010",
    "error",
    "Picture or media file over 10 MB",
    "Learners on a slow line wait minutes for it.",
    "Make the picture smaller or compress the film.",
)
ENCODING = Rule(
    "F011",
    "error",
    "Text that is not UTF-8",
    "Accents and quotation marks would be shown as wrong signs.",
    "Save the file as UTF-8 (in most editors: Save as, Encoding, UTF-8).",
)
CONTROL = Rule(
    "F012",
    "error",
    "Control character in the text",
    "It is invisible for you, but browsers and other programs trip over it.",
    "Delete the invisible character at this place, and type the spot again.",
)
BIDI = Rule(
    "F013",
    "error",
    "Invisible sign that changes the reading direction",
    "It can make a text look different from what it says, for you and for reviewers.",
    "Delete the invisible character at this place, and type the spot again.",
)
UNREADABLE = Rule(
    "F014",
    "error",
    "File or folder that cannot be opened",
    "What cannot be read cannot be checked or published.",
    "Check that the file exists and that you are allowed to read it.",
)
SVG_ACTIVE = Rule(
    "F015",
    "error",
    "Drawing with active or external content",
    "A script or a link to another site in a drawing runs in the learner's browser.",
    "Export the drawing again as plain SVG, without scripts, links and embedded pages.",
)
SVG_BROKEN = Rule(
    "F016",
    "error",
    "Drawing that is not readable SVG",
    "Browsers show a broken picture instead.",
    "Export the drawing again as plain SVG.",
)
PUBLISHED = Rule(
    "F017",
    "error",
    "Memory of published quizzes is damaged",
    "Without it the build cannot notice an edit that would lose learners' progress.",
    "Restore `quizzes/.published.json` from the last version that worked; do not edit it by hand.",
)
DEPTH = Rule(
    "F018",
    "error",
    "Folders nested more than 12 deep",
    "Such a path is too long for many computers, and usually the result of a copying mistake.",
    "Move the inner folders up.",
)
EMPTY = Rule(
    "F019",
    "error",
    "Empty file",
    "An empty page or picture leaves a hole in the course.",
    "Write the content, or delete the file.",
)

MANY = Rule(
    "F020",
    "error",
    "Hundreds of findings in one file",
    "So many at once usually have one cause; the list would only hide it.",
    "Mend the first findings of the file, then check again.",
)

RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
