"""A translated file beside its source: what both say, and where they may not differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.model import Mark
from coursewright.reading.escapes import read_escapes
from coursewright.reading.fields import Fields
from coursewright.reading.front_matter import read_front_matter, split_front_matter
from coursewright.reading.rules import translations as rules
from coursewright.reading.suggest import shorten
from coursewright.reading.yaml_reader import Listing, Mapping, Scalar, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.diagnostics import Escape, Rule, Span
    from coursewright.reading.source import Source
    from coursewright.reading.yaml_reader import Node

HASH = "source_hash"
OURS = (HASH, "lint-ignore")
"""Keys of the front matter that a translation has for itself."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Both files, and both front matters."""

    source: Source
    """The translation."""
    original: Source
    """What it translates; its findings were made when it was read itself."""
    fields: Fields
    first_line: int
    original_first_line: int
    originals: Mapping
    """The front matter of the original."""

    @property
    def mark(self) -> Mark:
        """What the front matter says of the source it was made from."""
        return Mark(self.fields.text(HASH, required=False), self.source.span(1))

    @property
    def escapes(self) -> tuple[Escape, ...]:
        """Its own `lint-ignore`."""
        return read_escapes(self.fields)

    @property
    def errors(self) -> int:
        """How many errors the translation has so far."""
        path = self.source.path
        every = self.source.findings.diagnostics
        return sum(one.severity == "error" and one.span.path == path for one in every)

    def finish(self, *words: str) -> None:
        """Report every key that is no word and says something else than the original.

        Args:
            words: the keys that are translated.
        """
        finish(self.fields, self.originals, (*words, *OURS))

    def report(self, rule: Rule, place: Span | int, message: str) -> None:
        """Add a finding about the translation."""
        self.source.report(rule, place, message)


def read_pair(source: Source, original: Source, label: str) -> Pair:
    """Read the front matter of a translation and of its source.

    Args:
        source: the translation.
        original: what it translates, with findings that nobody needs.
        label: what it is, for messages: `lesson`, `module`, `page`, `bank`, `scenario` …
    """
    is_bare = label == "page" and split_front_matter(source)[0] is None
    if is_bare:  # pages of `docs/` need no front matter
        fields, first_line = Fields(source, Mapping(1, 1), label), 1
    else:
        fields, first_line = read_front_matter(source, f"translated {label}")
    text, original_first_line = split_front_matter(original)
    mapping = None if text is None else read_yaml(original, text, first_line=2)
    return Pair(source, original, fields, first_line, original_first_line, mapping or Mapping(1, 1))


def finish(fields: Fields, originals: Mapping, words: Iterable[str]) -> None:
    """Report the keys of a block that differ from the original, and those it does not know.

    Args:
        fields: the block of the translation.
        originals: the same block of the original.
        words: keys that are read as they are.
    """
    own = set(words)
    for key, (name, node) in fields.mapping.entries.items():
        if key in own or key not in originals.entries:
            continue
        theirs = originals.entries[key][1]
        if _value(node) != _value(theirs):
            place = fields.source.span(name.line, name.column)
            shown = f" (`{shorten(theirs.value)}`)" if isinstance(theirs, Scalar) else ""
            message = f"`{shorten(key)}` is not what the source says{shown}"
            fields.source.report(rules.VALUE, place, message)
    fields.finish(*originals.entries, *own)


def _value(node: Node) -> object:
    """Return what a node says, without its places."""
    match node:
        case Scalar():
            return node.value.strip()
        case Listing():
            return [_value(item) for item in node.items]
        case Mapping():
            return {key: _value(value) for key, (_, value) in node.entries.items()}
