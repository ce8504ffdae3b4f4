"""Gaps: `[[answer|variant]]` for words, `[[=8]]`, `[[=20±1]]` and `[[=3..5]]` for numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from coursewright.model import NumberBlank, TextBlank
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from coursewright.diagnostics import Span
    from coursewright.reading.source import Source

# Fifteen digits are exact in every program that may see the number.
_NUMBER = r"([+\-−]?\d{1,15}(?:\.\d{1,10})?)"  # noqa: RUF001 - the typographic minus is meant
_EXACTLY = re.compile(rf"{_NUMBER}$")
_ABOUT = re.compile(rf"{_NUMBER} *(?:±|\+/?-) *{_NUMBER}$")
_RANGE = re.compile(rf"{_NUMBER} *\.\. *{_NUMBER}$")
_ESCAPE = re.compile(r"\\([\\|\]\[=])")
_VARIANT = re.compile(r"((?:[^\\|]|\\.|\\$)*)(\|?)")


@dataclass(slots=True)
class Gaps:
    """Collects the gaps of an item in reading order."""

    source: Source
    is_exact: bool = False
    words: list[TextBlank] = field(default_factory=list)
    numbers: list[NumberBlank] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    """Places of all gaps, understood or not."""

    def replace(self, text: str, plain: str, line: int, column: int = 1) -> str:
        """Number the gaps of one line: they become `[[#1]]`, `[[#2]]` and so on.

        Args:
            text: the line, or a part of it.
            plain: the same with code blanked; gaps in code are none.
            line: number of the line.
            column: column of the text's first character.
        """
        parts: list[str] = []
        end = 0
        for start, stop, inner in find_gaps(text, plain):
            span = self.source.span(line, column + start)
            self.places.append(span)
            parts += [text[end:start], f"[[#{len(self.places)}]]"]
            end = stop
            if inner is None:
                self.source.report(rules.BAD_GAP, span, "This gap has no end on its line")
            else:
                self._add(inner, span)
        return "".join(parts) + text[end:]

    def _add(self, inner: str, span: Span) -> None:
        if inner.startswith("="):
            blank = read_number(inner[1:].strip(), span)
            if blank is None:
                message = f"`[[{shorten(inner)}]]` is not a number gap"
                self.source.report(rules.BAD_NUMBER, span, message)
            else:
                self.numbers.append(blank)
            return
        accepted = tuple(_unescape(variant.strip()) for variant in _split_variants(inner))
        if not all(accepted):
            message = "This gap has no answer, or an empty variant between two `|`"
            self.source.report(rules.BAD_GAP, span, message)
        else:
            self.words.append(TextBlank(accepted, self.is_exact, span))

    def blanks(self) -> tuple[TextBlank, ...] | tuple[NumberBlank, ...]:
        """Return all gaps; a mixture is reported, and the words win."""
        if self.words and self.numbers:
            message = "This item mixes gaps for words and for numbers"
            self.source.report(rules.MIXED_GAPS, self.numbers[0].span, message)
        return tuple(self.words) or tuple(self.numbers)


def find_gaps(text: str, plain: str) -> list[tuple[int, int, str | None]]:
    """Return (start, end, inner text) of each gap of a line; None: it has no end."""
    found: list[tuple[int, int, str | None]] = []
    position = plain.find("[[")
    while position >= 0:
        if position > 0 and plain[position - 1] == "\\":
            position = plain.find("[[", position + 1)
            continue
        end = _gap_end(plain, position + 2)
        if end < 0:
            found.append((position, len(text), None))
            break
        found.append((position, end + 2, text[position + 2 : end]))
        position = plain.find("[[", end + 2)
    return found


def _gap_end(plain: str, start: int) -> int:
    end = plain.find("]]", start)
    while end > start and plain[end - 1] == "\\" and _is_escape(plain, end - 1):
        end = plain.find("]]", end + 1)
    return end


def _is_escape(plain: str, position: int) -> bool:
    """Return whether the backslash at a position escapes what follows (and is not escaped)."""
    run = position
    while run >= 0 and plain[run] == "\\":
        run -= 1
    return (position - run) % 2 == 1


def _split_variants(inner: str) -> list[str]:
    variants = []
    position, bar = 0, "|"
    while bar:
        match = _VARIANT.match(inner, position)
        if match is None:
            break
        variants.append(match[1])
        position, bar = match.end(), match[2]
    return variants


def _unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def read_number(text: str, span: Span) -> NumberBlank | None:
    """Read the inside of a number gap; None when it is not understood or empty (`5..3`)."""
    if match := _EXACTLY.match(text):
        value = _fraction(match[1])
        return NumberBlank(value, value, text, span)
    if match := _ABOUT.match(text):
        value, tolerance = _fraction(match[1]), _fraction(match[2])
        if tolerance < 0:
            return None
        return NumberBlank(value - tolerance, value + tolerance, text, span)
    if match := _RANGE.match(text):
        low, high = _fraction(match[1]), _fraction(match[2])
        return NumberBlank(low, high, text, span) if low <= high else None
    return None


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace("−", "-"))  # noqa: RUF001 - the typographic minus is meant
