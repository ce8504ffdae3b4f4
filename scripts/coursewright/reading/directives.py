"""`::: check bank/item …`: puts items into a lesson."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.model import Check
from coursewright.reading.fields import SLUG
from coursewright.reading.rules import pages as rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.reading.masking import Masked
    from coursewright.reading.source import Source

_COLONS = re.compile(r"^((?: *(?:[-*+>]|\d{1,9}[.)]) +)? *)(:{2,})( *)(\S*)(.*)$")
_GENERATED = re.compile(r"[a-z0-9][a-z0-9-]*~[a-z]+~[0-9]{1,4}")
_WORD = re.compile(r"\S+")


def read_checks(source: Source, masked: Masked, first_line: int) -> tuple[Check, ...]:
    """Read the check lines of a page; lines that are not understood are reported."""
    checks: list[Check] = []
    seen: dict[str, int] = {}
    for index, line in enumerate(masked.plain):
        if "::" not in line:
            continue
        match = _COLONS.match(line)
        if match is None or not _is_check(source, match, first_line + index):
            continue
        neighbours = masked.plain[max(index - 1, 0) : index] + masked.plain[index + 1 : index + 2]
        if any(text.strip() for text in neighbours):
            message = "This check touches the lines next to it"
            source.report(rules.CHECK_ALONE, first_line + index, message)
        items = _items(source, match, first_line + index, seen)
        if items:
            number = first_line + index
            checks.append(Check(items, number, source.span(number)))
    return tuple(checks)


def _is_check(source: Source, match: re.Match[str], number: int) -> bool:
    indent, colons, space, word, _ = match.groups()
    if colons == ":::" and word == "check" and not indent and space:
        return True
    span = source.span(number, len(indent) + 1)
    if word == "check":
        message = "A check is written `::: check bank/item` at the beginning of a line"
        source.report(rules.DIRECTIVE, span, message)
    else:
        message = f"`{colons} {shorten(word)}` is not known"
        hint = did_you_mean(word, ("check",)) if word else None
        source.report(rules.DIRECTIVE, span, message, hint)
    return False


def _items(
    source: Source, match: re.Match[str], number: int, seen: dict[str, int]
) -> tuple[str, ...]:
    items: list[str] = []
    words = list(_WORD.finditer(match[5]))
    for word in words:
        span = source.span(number, match.start(5) + word.start() + 1)
        if not is_full_id(word[0]):
            message = f"`{shorten(word[0])}` is not an item id such as `resolved/person-first`"
            source.report(rules.CHECK, span, message)
        elif word[0] in seen:
            message = f"`{word[0]}` stands on this page already, on line {seen[word[0]]}"
            source.report(rules.CHECK_TWICE, span, message)
        else:
            seen[word[0]] = number
            items.append(word[0])
    if not words:
        source.report(rules.CHECK, number, "This check names no item")
    return tuple(items)


def is_full_id(text: str) -> bool:
    """Return whether a text is `bank/item`, authored or generated."""
    bank, slash, item = text.partition("/")
    is_item = SLUG.fullmatch(item) or _GENERATED.fullmatch(item)
    return bool(slash and SLUG.fullmatch(bank) and is_item)


def report_outside_lesson(source: Source, spans: Iterable[int], kind: str) -> None:
    """Report checks or recall material on a page that is no lesson."""
    for line in spans:
        message = f"{kind} works in lessons only"
        source.report(rules.NOT_IN_LESSON, line, message)
