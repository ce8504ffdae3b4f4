"""Typed access to YAML mappings: what is missing, of the wrong kind or unknown is reported."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from coursewright.reading.rules import yaml as rules
from coursewright.reading.suggest import did_you_mean, nearest, shorten
from coursewright.reading.yaml_reader import Listing, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.diagnostics import Rule, Span
    from coursewright.reading.source import Source
    from coursewright.reading.yaml_reader import Node

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
"""An id, and a part of a URL."""
DOTTED = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*")
"""Ids of objectives and of the knowledge base: `m04.o2`, `resolved.01.f1`."""
OBJECTIVE = re.compile(r"[a-z0-9][a-z0-9-]*\.o[0-9]{1,3}")
"""The id of an objective: `m04.o2`."""
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,9})?")

T = TypeVar("T", bound=str)


class Fields:
    """One mapping; every accessor reports at the value's place and returns a usable default."""

    def __init__(self, source: Source, mapping: Mapping, label: str) -> None:
        self.source = source
        self.mapping = mapping
        self.label = label
        """What the mapping describes, for messages: `lesson`, `objective` …"""
        self.known: dict[str, None] = {}
        self.is_silent = False
        """True: nothing could be read, which is reported already; missing keys are not."""
        self.absent: list[str] = []

    # --- places and reports ---

    @property
    def here(self) -> Span:
        """The place of the mapping."""
        return self.source.span(self.mapping.line, self.mapping.column)

    def span(self, key: str) -> Span:
        """Return the place of a key's value, or of the mapping when the key is missing."""
        entry = self.mapping.entries.get(key)
        return self.here if entry is None else self._place(entry[1])

    def has(self, key: str) -> bool:
        """Return whether the key is given with a value."""
        return self._node(key) is not None

    def report(self, key: str, message: str, rule: Rule = rules.VALUE, hint: str = "") -> None:
        """Add a finding about a key's value."""
        self.source.report(rule, self.span(key), message, hint or None)

    def finish(self, *also_known: str) -> None:
        """Report every key that no accessor asked for, and required keys that are missing."""
        known = (*self.known, *also_known)
        unknown = [key for key in self.mapping.entries if key not in known]
        # One key too few and one too many are one mistake: another word for the same thing.
        meant = self.absent[0] if len(unknown) == len(self.absent) == 1 else None
        for key in self.absent:
            # A misspelt key is one mistake; it is reported below, with its spelling.
            if not (meant or any(nearest(other, (key,)) for other in unknown)):
                message = f"Key `{key}` is missing in {self.label}"
                self.source.report(rules.MISSING_KEY, self.here, message, f"Add `{key}: …`.")
        for key in unknown:
            self.source.report(
                rules.UNKNOWN_KEY,
                self._place(self.mapping.entries[key][0]),
                f"Unknown key `{shorten(key)}` in {self.label}",
                f"Did you mean `{meant}`? It is missing." if meant else did_you_mean(key, known),
            )

    def _place(self, node: Node) -> Span:
        return self.source.span(node.line, node.column)

    def _node(self, key: str) -> Node | None:
        self.known[key] = None
        entry = self.mapping.entries.get(key)
        if entry is None:
            return None
        node = entry[1]
        if isinstance(node, Scalar) and not node.value and node.is_plain:
            return None
        return node

    def _missing(self, key: str) -> None:
        entry = self.mapping.entries.get(key)
        if self.is_silent:
            return
        if entry is None:
            self.absent.append(key)
        elif not (isinstance(entry[1], Scalar) and entry[1].is_broken):
            self.report(key, f"Key `{key}` has no value", rules.MISSING_KEY, f"Write `{key}: …`.")

    def _scalar(self, key: str, expected: str, *, required: bool) -> Scalar | None:
        node = self._node(key)
        if node is None:
            if required:
                self._missing(key)
            return None
        if isinstance(node, Scalar):
            return None if node.is_broken else node
        kind = "list" if isinstance(node, Listing) else "block of keys"
        self.report(key, f"`{key}` is a {kind}; expected {expected}", rules.WRONG_TYPE)
        return None

    # --- values ---

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a text as it was typed; "" when it is missing."""
        node = self._scalar(key, "one text", required=required)
        if node is None:
            return ""
        value = node.value.strip()
        if not value and required:
            self._missing(key)
        return value

    def slug(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return an id of small letters, digits and hyphens."""
        node = self._scalar(key, "one id", required=required)
        if node is None:
            return default
        return node.value if self._is_id(node, SLUG) else default

    def reference(self, key: str, *, required: bool = False) -> str | None:
        """Return a dotted id such as `resolved.01`."""
        node = self._scalar(key, "one id", required=required)
        return node.value if node is not None and self._is_id(node, DOTTED) else None

    def _is_id(self, node: Scalar, pattern: re.Pattern[str]) -> bool:
        if pattern.fullmatch(node.value):
            return True
        message = f"`{shorten(node.value)}` is not an id"
        words = node.value.split()
        hint = None
        if len(words) > 1 and all(pattern.fullmatch(word.strip(",")) for word in words):
            hint = f"Put a comma between two ids: `[{words[0].strip(',')}, {words[1].strip(',')}]`."
        self.source.report(rules.BAD_ID, self._place(node), message, hint)
        return False

    def word(self, key: str, choices: Sequence[T], default: T, *, required: bool = False) -> T:
        """Return one of the given words."""
        node = self._scalar(key, "one word", required=required)
        if node is None:
            return default
        for choice in choices:
            if node.value == choice:
                return choice
        hint = did_you_mean(node.value, choices)
        self.report(key, f"`{key}: {shorten(node.value)}` is not allowed", hint=hint)
        return default

    def integer(
        self, key: str, low: int, high: int, default: int | None = None, *, example: str = ""
    ) -> int:
        """Return a whole number within limits; without a default the key is required.

        Args:
            key: the key.
            low: the least number that is allowed.
            high: the greatest.
            default: the number where the key is missing.
            example: what a hint should show besides a number, such as "`unlimited`".
        """
        node = self._scalar(key, "a whole number", required=default is None)
        fallback = low if default is None else default
        if node is None:
            return fallback
        if not (node.is_plain and _WHOLE.fullmatch(node.value)):
            message = f"`{key}: {shorten(node.value)}` is not a whole number"
            if not node.is_plain:
                message = f"The number of `{key}` stands between quotation marks"
            digits = re.search(r"[0-9]{1,9}", node.value)
            shown = f"{key}: {digits[0] if digits else max(low, 5)}"
            other = f", or {example}" if example else ""
            hint = f"Write digits only, without a unit or quotation marks: `{shown}`{other}."
            self.report(key, message, rules.WRONG_TYPE, hint)
            return fallback
        number = int(node.value)
        if not low <= number <= high:
            hint = f"Write a number from {low} to {high}."
            self.report(key, f"`{key}: {number}` is not between {low} and {high}", hint=hint)
            return fallback
        return number

    def share(self, key: str) -> Fraction | None:
        """Return a share from 0 to 1 with at most four decimals, exactly; None when missing."""
        node = self._scalar(key, "a number from 0 to 1", required=False)
        if node is None:
            return None
        hint = "Write a number from 0 to 1 with a point and at most four decimals: 0.8 is 80 %."
        if not (node.is_plain and _DECIMAL.fullmatch(node.value)):
            message = f"`{key}: {shorten(node.value)}` is not a number from 0 to 1"
            self.report(key, message, hint=hint)
            return None
        number = Fraction(node.value)
        if number > 1 or len(node.value.partition(".")[2]) > 4:
            message = f"`{key}: {node.value}` is not from 0 to 1 with at most four decimals"
            self.report(key, message, hint=hint)
            return None
        return number

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        words = ("true", "false")
        return self.word(key, words, "true" if default else "false") == "true"

    # --- lists and blocks ---

    def nodes(self, key: str, expected: str, *, required: bool = False) -> list[Node]:
        """Return a list's nodes."""
        node = self._node(key)
        if node is None:
            if required:
                self._missing(key)
            return []
        if isinstance(node, Listing):
            return node.items
        if not (isinstance(node, Scalar) and node.is_broken):
            message = f"`{key}` is not a list; expected {expected}"
            self.report(key, message, rules.WRONG_TYPE, f"Write `{key}: [first, second]`.")
        return []

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(value for value, _ in self._scalars(key, lambda _: True, required=required))

    def ids(self, key: str, pattern: re.Pattern[str] = DOTTED) -> tuple[str, ...]:
        """Return a list of ids; a second mention is reported and left out."""
        return tuple(value for value, _ in self.placed_ids(key, pattern))

    def placed_ids(
        self, key: str, pattern: re.Pattern[str] = DOTTED
    ) -> tuple[tuple[str, Span], ...]:
        """Return a list of ids with their places."""
        found: dict[str, Span] = {}
        for value, span in self._scalars(key, lambda node: self._is_id(node, pattern)):
            if value in found:
                self.source.report(rules.TWICE, span, f"`{value}` stands twice in `{key}`")
            else:
                found[value] = span
        return tuple(found.items())

    def _scalars(
        self, key: str, accept: Callable[[Scalar], bool], *, required: bool = False
    ) -> list[tuple[str, Span]]:
        values = []
        for node in self.nodes(key, "a list of texts", required=required):
            if not isinstance(node, Scalar):
                message = f"Expected a text in the list `{key}`"
                self.source.report(rules.WRONG_TYPE, self._place(node), message)
            elif not node.is_broken and accept(node):
                values.append((node.value, self._place(node)))
        return values

    def children(self, key: str, label: str, *, required: bool = False) -> list[Fields]:
        """Return a list of blocks."""
        blocks = []
        for node in self.nodes(key, "a list of blocks", required=required):
            if isinstance(node, Mapping):
                blocks.append(Fields(self.source, node, label))
            elif not (isinstance(node, Scalar) and node.is_broken):
                message = f"Expected keys and values in the list `{key}`"
                self.source.report(rules.WRONG_TYPE, self._place(node), message)
        return blocks

    def child(self, key: str, label: str) -> Fields | None:
        """Return a block, or None when it is missing."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and node.is_broken):
            return None
        if isinstance(node, Mapping):
            return Fields(self.source, node, label)
        self.report(key, f"`{key}` must hold keys and values", rules.WRONG_TYPE)
        return None
