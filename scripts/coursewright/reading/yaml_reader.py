"""Strict YAML: text stays text, every node knows its place, and the clever parts are refused.

The parser's events are used directly: no constructor runs, so no type is guessed (`no` is a
word, `012` and dates are text) and nothing is executed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from coursewright.reading.rules import yaml as rules
from coursewright.reading.suggest import shorten
from coursewright.reading.yaml_errors import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.diagnostics import Rule, Span
    from coursewright.reading.source import Source

# libyaml parses eight times faster; the pure parser accepts the same documents.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAG = "tag:yaml.org,2002:"
_DEEPEST = 20
_MOST_NODES = 200_000
_INDENT_TAB = re.compile(r"^ *\t", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Scalar:
    """One value as the author typed it."""

    value: str
    is_plain: bool
    """Typed without quotes."""
    line: int
    column: int
    is_broken: bool = False
    """Already reported: readers take their default and stay silent."""


@dataclass(slots=True, eq=False)
class Listing:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values, in the order of the file."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    """Key -> (the key as a node, the value)."""


Node = Scalar | Listing | Mapping


def read_yaml(source: Source, text: str | None = None, first_line: int = 1) -> Mapping | None:
    """Parse one document whose top level is a mapping; None after a fatal finding.

    Args:
        source: the file, for places and findings.
        text: a part of the file (front matter); the whole file when left out.
        first_line: line of the file on which `text` starts.
    """
    text = source.text if text is None else text
    if "\t" in text and not _replace_tabs(source, text, first_line):
        return None
    builder = _Builder(source, first_line)
    try:
        builder.run(text.replace("\t", " "))
    except yaml.YAMLError as error:
        found = explain(error, text)
        span = source.span(found.line + first_line, found.column + 1)
        source.report(found.rule, span, found.message, found.hint)
        return None
    except _StopReadingError:
        return None
    if builder.root is None or _is_blank(builder.root):
        source.report(rules.EMPTY, first_line, "There is no data here")
        return None
    if not isinstance(builder.root, Mapping):
        message = "Expected keys and values at the top level"
        source.report(rules.WRONG_TYPE, builder.place(builder.root), message)
        return None
    return builder.root


class _StopReadingError(Exception):
    """The rest of the document would only repeat the finding."""


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_plain and not node.value


def _replace_tabs(source: Source, text: str, first_line: int) -> bool:
    """Report tabs; False when one is part of the nesting, which then cannot be told."""
    for number, line in enumerate(text.split("\n")):
        column = line.find("\t")
        if column >= 0:
            source.report(rules.TAB, source.span(first_line + number, column + 1), "Tab here")
    return _INDENT_TAB.search(text) is None


class _Builder:
    """Builds nodes from parser events."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.root: Node | None = None
        self.nodes = 0
        self.documents = 0
        self.stack: list[Listing | Mapping] = []
        self.keys: list[Scalar | None] = []
        """For each open container: the key that waits for its value."""

    def run(self, text: str) -> None:
        for event in self._events(text):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._open(event, Mapping)
            elif kind is yaml.SequenceStartEvent:
                self._open(event, Listing)
            elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
                self.stack.pop()
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                self._report(rules.ANCHOR, event, f"Alias `*{shorten(event.anchor)}`")
                line, column = self._position(event)
                self._place(Scalar("", is_plain=True, line=line, column=column, is_broken=True))
            elif kind is yaml.DocumentStartEvent:
                self._document(event)

    @staticmethod
    def _events(text: str) -> Iterator[Any]:
        loader = _LOADER(text)
        try:
            while loader.check_event():
                yield loader.get_event()
        finally:
            loader.dispose()

    def place(self, node: Node) -> Span:
        return self.source.span(node.line, node.column)

    def _position(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + self.first_line, mark.column + 1

    def _report(self, rule: Rule, event: Any, message: str) -> None:
        self.source.report(rule, self.source.span(*self._position(event)), message)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._report(rules.DOCUMENTS, event, "A second document starts here")
            raise _StopReadingError

    def _check_properties(self, event: Any) -> None:
        if event.tag is not None:
            self._report(
                rules.TAG, event, f"Type tag `{shorten(event.tag.replace(_CORE_TAG, '!!'))}`"
            )
        if event.anchor is not None:
            self._report(rules.ANCHOR, event, f"Anchor `&{shorten(event.anchor)}`")

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._check_properties(event)
        mark = event.start_mark
        self._place(
            Scalar(event.value, not event.style, mark.line + self.first_line, mark.column + 1)
        )

    def _open(self, event: Any, kind: type[Listing | Mapping]) -> None:
        if event.tag is not None or event.anchor is not None:
            self._check_properties(event)
        if len(self.stack) >= _DEEPEST:
            self._report(rules.TOO_DEEP, event, f"Nested more than {_DEEPEST} deep")
            raise _StopReadingError
        node = kind(*self._position(event))
        self._place(node)
        self.stack.append(node)
        self.keys.append(None)

    def _place(self, node: Node) -> None:
        """Put a finished or just opened node where it belongs."""
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            self.source.report(rules.TOO_DEEP, self.place(node), "More than 200000 values")
            raise _StopReadingError
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1], self.keys[-1]
        if isinstance(parent, Listing):
            parent.items.append(node)
        elif key is None:
            self.keys[-1] = self._as_key(node)
        else:
            self._store(parent, key, node)
            self.keys[-1] = None

    def _as_key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar) or not node.value:
            self.source.report(rules.KEY_FORM, self.place(node), "A key must be a plain word")
            raise _StopReadingError
        if node.value == "<<" and node.is_plain:
            self.source.report(rules.ANCHOR, self.place(node), "Merge key `<<`")
            node.is_broken = True
        return node

    def _store(self, parent: Mapping, key: Scalar, node: Node) -> None:
        first = parent.entries.get(key.value)
        if first is not None:
            self.source.report(
                rules.DUPLICATE,
                self.place(key),
                f"Key `{shorten(key.value)}` is already on line {first[0].line}",
            )
            return
        if not key.is_broken:
            parent.entries[key.value] = (key, node)
