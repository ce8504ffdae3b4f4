"""The YAML parser's complaints in the words of a trainer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.reading.rules import yaml as rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

    from coursewright.diagnostics import Rule

_NO_COLON = "A line without a colon after its key"
# Parts of libyaml's and PyYAML's messages -> what the author can see.
_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "A colon inside a text without quotes, or a wrong indentation",
    ),
    ("could not find expected ':'", _NO_COLON),
    ("did not find expected key", "A line that does not fit its surroundings (indentation?)"),
    ("expected <block end>", "A line that does not fit its surroundings (indentation?)"),
    ("did not find expected '-' indicator", "A line that does not fit the list above"),
    ("did not find expected ',' or ']'", "A list in [ ] without a comma or its end"),
    ("expected ',' or ']'", "A list in [ ] without a comma or its end"),
    ("did not find expected ',' or '}'", "A block in { } without a comma or its end"),
    ("expected ',' or '}'", "A block in { } without a comma or its end"),
    ("unexpected end of stream", "A quotation mark that is never closed"),
    ("unexpected document indicator", "A quotation mark that is never closed"),
    ("unknown escape character", "A backslash inside double quotes (use single quotes)"),
    ("did not find expected hexdecimal number", "A backslash inside double quotes"),
    ("undefined alias", "A text that begins with `*`"),
    ("did not find expected alphabetic or numeric", "A text that begins with `&` or `*`"),
    ("expected alphabetic or numeric", "A text that begins with `&` or `*`"),
    ("cannot start any token", "A text that begins with @, ` or % and has no quotes"),
    ("undefined tag handle", "A text that begins with `!`"),
    ("did not find expected tag", "A text that begins with `!`"),
    ("block sequence entries are not allowed", "A list on the line of its key"),
    ("block collections are not allowed", "A list on the line of its key"),
    ("did not find expected <document start>", "Text after the end of the data"),
    ("expected '<document start>'", "Text after the end of the data"),
    ("did not find expected node content", "A value that begins with a sign of its own meaning"),
    ("wrong indentation", "A line that does not fit its surroundings (indentation?)"),
)
# What is never closed is found at the end of the file, but mended where it begins.
_SEEN_AT_ITS_START = ("never closed", "its end", "after its key")
_INDENT_HINT = (
    "Begin the line in the same column as the lines it belongs to. What belongs below a line "
    "begins two spaces further right."
)
_HINTS = {
    _NO_COLON: "Write `key: value`, with a colon and a space.",
    "A line that does not fit its surroundings (indentation?)": _INDENT_HINT,
    "A line that does not fit the list above": _INDENT_HINT,
    "A list in [ ] without a comma or its end": "Put a comma between two entries and `]` behind "
    "the last: `[first, second]`.",
    "A block in { } without a comma or its end": "Put a comma between two entries and `}` behind "
    "the last: `{ level: apply, count: 3 }`.",
    "A quotation mark that is never closed": "Write the same quotation mark at the end of the "
    "value.",
}
_KEY = re.compile(r"[\w-]+:")
_NO_KEY = re.compile(r"[\w-]+(?: +[^\s:#][^:#]*)?")
_CURLY = re.compile(r":[ ]+(?P<mark>[“”„«»‘’])")  # noqa: RUF001 - these are the wrong ones


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a YAML text, and where."""

    rule: Rule
    message: str
    hint: str | None
    line: int
    """Counted from 0, as is the column."""
    column: int


def explain(error: yaml.YAMLError, text: str) -> Complaint:
    """Return a parser's complaint in plain words."""
    problem = str(getattr(error, "problem", None) or "")
    words = next((words for part, words in _PLAIN_WORDS if part in problem), None)
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if words is not None and words.endswith(_SEEN_AT_ITS_START):
        marks.reverse()
    mark = marks[0] or marks[1]
    last = max(text.count("\n"), 0)
    line = min(mark.line, last) if mark is not None else 0
    column = mark.column if mark is not None else 0
    if words is None:
        message = "The data cannot be understood from here on"
        return Complaint(rules.SYNTAX, message, None, line, column)
    lines = text.split("\n")
    curly = _CURLY.search(lines[line])
    if curly and "colon inside" in words:
        message = "Curly quotation marks around a value"
        hint = 'Use straight ones: `title: "R and E: the person first"`.'
        return Complaint(rules.SYNTAX, message, hint, line, curly.start("mark"))
    if "colon inside" in words and _lacks_colon(lines, line, column):
        words, line, column = _NO_COLON, line - 1, 0
    return Complaint(_rule_for(words), words, _HINTS.get(words), line, column)


def _lacks_colon(lines: Sequence[str], line: int, column: int) -> bool:
    """Tell whether the colon is that of a key, and the line above is a key without one."""
    is_key = _KEY.fullmatch(lines[line][: column + 1]) is not None
    return is_key and line > 0 and _NO_KEY.fullmatch(lines[line - 1]) is not None


def _rule_for(words: str) -> Rule:
    if "`&` or `*`" in words or "`*`" in words:
        return rules.ANCHOR
    return rules.TAG if "`!`" in words else rules.SYNTAX
