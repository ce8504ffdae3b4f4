"""The heading of an item: its stem and its attributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.reading.fields import DOTTED, SLUG
from coursewright.reading.quiz_grammar.attributes import Attributes, split_attributes
from coursewright.reading.quiz_grammar.names import check_names, is_lost_id
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.slugs import slugify
from coursewright.reading.status import as_reviews, as_status
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    import re

    from coursewright.diagnostics import Span
    from coursewright.model import Review, Status
    from coursewright.reading.quiz_grammar.blocks import Line
    from coursewright.reading.source import Source

PLAIN_ATTRIBUTES = ("case", "group")
"""Kept as they are written."""
KNOWN = (
    "objective",
    "evidence",
    "type",
    "points",
    "revision",
    "shuffle",
    "scale",
    "exact",
    "aliases",
    "status",
    "reviewed",
    *PLAIN_ATTRIBUTES,
)
TYPES = (
    "choice",
    "multi",
    "situation",
    "true-false",
    "sequencing",
    "matching",
    "fill-in",
    "numeric",
    "likert",
    "reflection",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading, as far as it could be understood."""

    id: str | None
    stem: str
    stem_column: int
    line: Line
    span: Span
    attributes: Attributes
    source: Source

    @property
    def type(self) -> str | None:
        """The `type` attribute when it is a known one."""
        value = self.attributes.get("type")
        return value if value in TYPES else None

    def number(self, key: str, high: int) -> int:
        """Return a whole number from 1 up; 1 when it is missing."""
        attribute = self.attributes.values.get(key)
        if attribute is None:
            return 1
        is_number = attribute.value.isascii() and attribute.value.isdigit()
        if is_number and len(attribute.value) < 10 and 1 <= int(attribute.value) <= high:
            return int(attribute.value)
        message = f"`{key}={shorten(attribute.value)}` is not a whole number from 1 to {high}"
        self.source.report(rules.BAD_VALUE, attribute.span, message)
        return 1

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        attribute = self.attributes.values.get(key)
        if attribute is None:
            return default
        if attribute.value in {"true", "false"}:
            return attribute.value == "true"
        message = f"`{key}={shorten(attribute.value)}` is neither true nor false"
        self.source.report(rules.BAD_VALUE, attribute.span, message)
        return default

    def ids(self, key: str, pattern: re.Pattern[str] = DOTTED) -> tuple[str, ...]:
        """Return ids of objectives, facts or items, divided by spaces."""
        attribute = self.attributes.values.get(key)
        if attribute is None:
            return ()
        found: dict[str, None] = {}
        for word in attribute.value.replace(",", " ").split():
            if pattern.fullmatch(word):
                found[word] = None
            else:
                message = f"`{shorten(word)}` in `{key}` is not an id"
                self.source.report(rules.BAD_VALUE, attribute.span, message)
        if not attribute.value:
            self.source.report(rules.BAD_VALUE, attribute.span, f"`{key}` has no value")
        return tuple(found)

    def status(self) -> Status | None:
        """Return where the item is on its way; None where the heading does not say."""
        attribute = self.attributes.values.get("status")
        if attribute is None:
            return None
        return as_status(self.source, attribute.value, attribute.span)

    def reviews(self) -> tuple[Review, ...]:
        """Return who has reviewed the item, and when."""
        attribute = self.attributes.values.get("reviewed")
        if attribute is None:
            return ()
        return as_reviews(self.source, attribute.value, attribute.span)


def read_heading(source: Source, line: Line) -> Heading:
    """Read `## Stem { #id key=value }` and report what is wrong with it."""
    span = source.span(line.number)
    rest = line.text.lstrip().lstrip("#")
    marker_end = len(line.text) - len(rest)
    column = marker_end + 1 + len(rest) - len(rest.lstrip())
    stem, attributes = split_attributes(source, line.number, rest.strip(), column)
    heading = Heading(
        id=None if attributes is None else _read_id(source, attributes),
        stem=stem,
        stem_column=column,
        line=line,
        span=span,
        attributes=attributes or Attributes(span),
        source=source,
    )
    if attributes is None or not (attributes.id or attributes.is_broken):
        _report_no_id(heading)
    if not stem:
        source.report(rules.NO_STEM, span, "This item has no stem")
    check_names(source, heading.attributes, KNOWN)
    _check_type(source, heading)
    return heading


def _report_no_id(heading: Heading) -> None:
    words = heading.attributes.values.values()
    # `{ person-first objective=m04.o1 }`: only the sign is missing.
    bare = next((word for word in words if is_lost_id(word, KNOWN)), None)
    proposal = bare.key if bare else slugify(heading.stem)[:40].strip("-") or "some-id"
    hint = f"Write for example `{{ #{proposal} }}` at the end of the heading."
    if bare:
        hint = f"Did you mean `#{proposal}`?"
        del heading.attributes.values[proposal]
    message = f"Item `{shorten(heading.stem)}` has no id"
    heading.source.report(rules.NO_ID, bare.span if bare else heading.span, message, hint)


def _read_id(source: Source, attributes: Attributes) -> str | None:
    if attributes.id is None:
        return None
    if SLUG.fullmatch(attributes.id.value):
        return attributes.id.value
    message = f"`#{shorten(attributes.id.value)}` is not an id"
    source.report(rules.BAD_ID, attributes.id.span, message)
    return None


def _check_type(source: Source, heading: Heading) -> None:
    type_ = heading.attributes.values.get("type")
    if type_ is not None and type_.value not in TYPES:
        message = f"`type={shorten(type_.value)}` is not a kind of item"
        source.report(rules.BAD_VALUE, type_.span, message, did_you_mean(type_.value, TYPES))
