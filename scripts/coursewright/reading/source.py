"""A text file of the course in memory: its lines, its places, and where findings about it go."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coursewright.diagnostics import Diagnostic, Findings, Rule, Span
from coursewright.reading.rules import files as rules

if TYPE_CHECKING:
    from collections.abc import Sequence

# C0 without tab and line feed, DEL, C1 (with NEL), the line separators that editors show as one
# line, a byte order mark in the middle, and the two noncharacters that YAML refuses.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
# Embeddings, overrides and isolates: the signs of the Trojan-source attack. The plain marks
# (U+200E, U+200F) stay allowed, because right-to-left text needs them.
_BIDI = "\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDI}]")
_IS_BIDI = re.compile(f"[{_BIDI}]")
_MOST_REPORTED = 5
MOST_FINDINGS = 500


@dataclass(frozen=True, slots=True)
class Source:
    """One text file; lines and columns are counted from 1."""

    path: str
    text: str
    """With LF line ends and without a byte order mark."""
    findings: Findings = field(repr=False)
    lines: tuple[str, ...] = field(repr=False, default=())
    room: list[int] = field(repr=False, default_factory=lambda: [MOST_FINDINGS], compare=False)
    """How many findings may still be reported: nobody reads thousands of them."""

    def span(self, line: int, column: int = 1) -> Span:
        """Return a place in this file."""
        return Span(self.path, line, column)

    def report(self, rule: Rule, place: Span | int, message: str, hint: str | None = None) -> None:
        """Add a finding at a place (a bare number is a line)."""
        span = place if isinstance(place, Span) else Span(self.path, place)
        self.room[0] -= 1
        if self.room[0] > 0:
            self.findings.add(rule.at(span, message, hint))
        elif self.room[0] == 0:
            more = f"More than {MOST_FINDINGS} findings; the rest of this file's are left out"
            self.findings.add(rules.MANY.at(span, more))


def make_source(path: str, text: str, findings: Findings) -> Source:
    """Normalise line ends, report and blank out forbidden characters, and remember the lines."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _FORBIDDEN.search(text):
        _report_forbidden(path, text.split("\n"), findings)
        text = _FORBIDDEN.sub(" ", text)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    findings.sources[path] = tuple(lines)
    return Source(path, text, findings, tuple(lines))


def read_source(path: str, data: bytes, findings: Findings) -> Source | None:
    """Decode a file's bytes; None (with a finding that names the line) when they are not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        findings.add(
            rules.ENCODING.at(Span(path), "This file is saved as UTF-16, not as UTF-8"),
        )
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.add(_encoding_finding(path, data, error.start))
        return None
    return make_source(path, text, findings)


def _encoding_finding(path: str, data: bytes, start: int) -> Diagnostic:
    before = data[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    guess = data[start : start + 1].decode("cp1252", "replace")
    return rules.ENCODING.at(
        Span(path, line, column),
        f"Byte 0x{data[start]:02x} is not UTF-8 (perhaps `{guess}` saved by an old program)",
    )


def _report_forbidden(path: str, lines: Sequence[str], findings: Findings) -> None:
    reported = 0
    for number, line in enumerate(lines, 1):
        for match in _FORBIDDEN.finditer(line):
            rule = rules.BIDI if _IS_BIDI.match(match[0]) else rules.CONTROL
            findings.add(
                rule.at(
                    Span(path, number, match.start() + 1),
                    f"Invisible character U+{ord(match[0]):04X}",
                )
            )
            reported += 1
            if reported == _MOST_REPORTED:
                return
