"""Attribute lists: `{ #id key=value key="several words" flag }` at the end of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from coursewright.diagnostics import Rule, Span
    from coursewright.reading.source import Source

_PART = re.compile(
    r"""(?P<id>\#[^\s"'=]*)
      | \.(?P<cls>[^\s"'=.]+)
      | (?P<key>[^\s"'=.\#][^\s"'=]*)=(?:"(?P<dq>[^"]*)"|'(?P<sq>[^']*)'|(?P<bare>[^\s"'=]+))
      | (?P<flag>[^\s"'=.\#][^\s"'=]*)""",
    re.VERBOSE,
)
_LOOKS_LIKE_LIST = re.compile(r"\{:?\s*(?:[#.][\w-]|[\w-]+=)")
_UNOPENED = re.compile(r" (?:#[\w-]+|[\w-]+=\S)")
_CURLY_QUOTES = "“”„‟«»‘’"  # noqa: RUF001 - these are the wrong ones
# How many braces from the right may open the list: values rarely hold braces, and a line of
# nothing but braces must not cost its square.
_MOST_BRACES = 8


@dataclass(frozen=True, slots=True)
class Attribute:
    """One part of the list."""

    key: str
    value: str
    """"true" for a bare word."""
    span: Span
    is_bare: bool = False


@dataclass(slots=True)
class Attributes:
    """A parsed list; findings are reported already."""

    span: Span
    id: Attribute | None = None
    classes: dict[str, Attribute] = field(default_factory=dict)
    values: dict[str, Attribute] = field(default_factory=dict)
    is_broken: bool = False
    """True: reported as not understood, so that what seems to be missing may be there."""

    def get(self, key: str) -> str | None:
        """Return a value as written, or None."""
        attribute = self.values.get(key)
        return None if attribute is None else attribute.value


def split_attributes(
    source: Source, line: int, text: str, column: int = 1, rule: Rule = rules.BAD_ATTRIBUTES
) -> tuple[str, Attributes | None]:
    """Take the attribute list off the end of a line.

    Args:
        source: where findings go.
        line: number of the line.
        text: the line, or the rest of it from `column` on.
        column: column of the text's first character.
        rule: the rule under which a malformed list is reported.

    Returns:
        The text before the list without trailing spaces, and the list; None without one. One
        that is not understood is reported and comes back empty.
    """
    stripped = text.rstrip()
    start = _list_start(stripped)
    if start is None:
        found = _problem(stripped)
        if found is None:
            return stripped, None
        offset, message = found
        span = source.span(line, column + offset)
        source.report(rule, span, message)
        return stripped, Attributes(span, is_broken=True)
    inner = stripped[start + 1 : -1]
    offset = start + 1
    if inner.startswith(":"):
        inner, offset = inner[1:], offset + 1
    attributes = parse_attributes(source, line, inner, column + offset, rule)
    return stripped[:start].rstrip(), attributes


def needs_list(text: str) -> bool:
    """Return whether braces in a text are taken for a list, or for a broken one, at its end.

    With a list of its own behind it, empty or not, such a text stays as it is.
    """
    stripped = text.rstrip()
    return _list_start(stripped) is not None or _problem(stripped) is not None


def _list_start(text: str) -> int | None:
    if not text.endswith("}") or text.endswith("\\}"):
        return None
    position = len(text)
    for _ in range(_MOST_BRACES):
        position = text.rfind("{", 0, position)
        if position < 0:
            return None
        inside = text[position:-1]
        if inside.count('"') % 2 == 0:
            # `![](a.png){ width=20 }` belongs to the picture, `\{` to the text.
            is_own = position == 0 or text[position - 1] == " "
            return position if is_own else None
    return None


def _problem(text: str) -> tuple[int, str] | None:
    """Return where a list begins that is not understood, and what is wrong with it."""
    start = text.rfind("{")
    if start < 0:
        found = _UNOPENED.search(text) if text.endswith("}") else None
        message = "The attribute list that starts here has no opening `{`"
        return (found.start() + 1, message) if found else None
    has_id = "#" in text[start : start + 3]
    is_inline = start > 0 and text[start - 1] not in ' "' and not has_id  # behind a picture, a link
    if is_inline or not _LOOKS_LIKE_LIST.match(text, start):
        return None
    if text[start:].count('"') % 2:
        return start, "A quotation mark in this attribute list is never closed"
    if "}" not in text[start:]:
        return start, "The attribute list that starts here has no closing `}`"
    if text.endswith("}"):
        return start, "A space is missing before the attribute list"
    return (start, "There is text after the attribute list") if has_id else None


def parse_attributes(
    source: Source, line: int, text: str, column: int, rule: Rule = rules.BAD_ATTRIBUTES
) -> Attributes:
    """Parse the inside of an attribute list whose first character stands in `column`."""
    found = Attributes(source.span(line, column))
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        span = source.span(line, column + position)
        match = _PART.match(text, position)
        if match is None or (match.end() < len(text) and not text[match.end()].isspace()):
            source.report(rule, span, f"`{shorten(text[position:])}` is not an attribute")
            found.is_broken = True
            break
        if not _store(source, found, match, span, rule):
            found.is_broken = True
            break
        position = match.end()
    return found


def _store(source: Source, found: Attributes, match: re.Match[str], span: Span, rule: Rule) -> bool:
    """Keep one part; False when the rest of the list cannot be understood either."""
    if match["id"] is not None:
        if found.id is not None:
            source.report(rules.ATTRIBUTE_TWICE, span, "Two ids in one attribute list")
        else:
            found.id = Attribute("#", match["id"][1:], span)
        return True
    if match["cls"] is not None:
        found.classes[match["cls"]] = Attribute(".", match["cls"], span)
        return True
    key = match["key"] or match["flag"]
    values = (match["dq"], match["sq"], match["bare"])
    value = next((text for text in values if text is not None), "true")
    if any(quote in value or quote in key for quote in _CURLY_QUOTES) and match["dq"] is None:
        source.report(rule, span, f"Curly quotation marks around the value of `{shorten(key)}`")
        return False
    if key in found.values:
        source.report(rules.ATTRIBUTE_TWICE, span, f"Attribute `{shorten(key)}` stands twice")
    else:
        is_bare = match["flag"] is not None
        found.values[key] = Attribute(key, value.strip(), span, is_bare)
    return True
