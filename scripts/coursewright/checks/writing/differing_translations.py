"""I01: numbers, placeholders and links that a translation has changed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="I01",
    severity="error",
    title="Number, placeholder or link that differs from the source",
    why="Learners of one language would learn another number, or be led to another place.",
    cure="Write the numbers of the source, and link what it links.",
    basis="house rule: one course in every language",
)
RULES = (RULE,)

SPELLED: Final = 12
"""Numbers up to this one may be written as words in either language."""
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?!\d)|\d+")  # noqa: RUF001
_AFTERNOON: Final = re.compile(r"\b(\d{1,2})((?:[:.]\d{2})?)\s*p\.?\s?m\b", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"\{\w+\}|%[sd]\b|_{3,}")
_LINK: Final = re.compile(r"\]\(\s*<?([^\s()<>]+)")
_LOCAL_PICTURE: Final = re.compile(r"\.[a-z]{2,3}(?=\.[a-z0-9]+$)")
_GLOSSARY: Final = "glossary.md"


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each text of a translation with another number, placeholder or link."""
    for unit in context.units:
        for ours, theirs in unit.pairs:
            found = (
                _number(ours.text, theirs.text),
                _placeholder(ours.text, theirs.text),
                _link(ours.text, theirs.text),
            )
            for message in found:
                if message is not None:
                    yield RULE.at(ours.span, f"{unit.name}: {message}")


def _number(ours: str, theirs: str) -> str | None:
    """Say which number differs; None when none does."""
    mine, wanted = _numbers(ours), _numbers(theirs)
    missing, added = sorted((wanted - mine).elements()), sorted((mine - wanted).elements())
    # A number alone may have become a word, or a word a number; one for another may not.
    if missing and added:
        return f"{_listed(added)} here, {_listed(missing)} in the source"
    lost = [number for number in missing if number > SPELLED]
    return f"{_listed(lost)} of the source is missing" if lost else None


def _placeholder(ours: str, theirs: str) -> str | None:
    """Say which placeholder differs; None when none does."""
    mine, wanted = (Counter(_PLACEHOLDER.findall(text)) for text in (ours, theirs))
    if missing := sorted(wanted - mine):
        return f"the placeholder `{missing[0]}` of the source is missing"
    added = sorted(mine - wanted)
    return f"the source has no placeholder `{added[0]}` here" if added else None


def _link(ours: str, theirs: str) -> str | None:
    """Say which link differs; None when none does."""
    mine, wanted = (Counter(_targets(text)) for text in (ours, theirs))
    missing, added = sorted(wanted - mine), sorted(mine - wanted)
    if missing and added:
        return f"links to `{added[0]}`, the source to `{missing[0]}`"
    if missing:
        return f"the link to `{missing[0]}` of the source is missing"
    return f"the source has no link to `{added[0]}` here" if added else None


def _numbers(text: str) -> Counter[int]:
    """Count the numbers of a text, whatever the separators and the clock of its language."""
    read = _AFTERNOON.sub(lambda hit: f"{int(hit[1]) % 12 + 12}{hit[2]}", plain(text))
    found = (re.sub(r"\D", "", hit) for hit in _NUMBER.findall(read))
    return Counter(int(digits) for digits in found if digits.isascii())


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in dict.fromkeys(numbers))


def _targets(text: str) -> Iterator[str]:
    """Yield what a text links, in the form that every language must share."""
    for target in _LINK.findall(text):
        if ":" in target.partition("/")[0]:
            yield "an address outside of the course"  # which may be in the reader's language
        elif target.startswith("#") or not target.partition("#")[2] or _GLOSSARY in target:
            yield "#" if target.startswith("#") else _LOCAL_PICTURE.sub("", target)
        else:
            yield target.partition("#")[0]  # anchors follow the headings of the language
