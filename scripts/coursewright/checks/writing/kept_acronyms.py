"""I04: acronyms whose letters a translation loses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.translated import translated_items
from coursewright.diagnostics import Rule
from coursewright.model import Matching, Sequencing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Item, Markdown

RULE: Final = Rule(
    code="I04",
    severity="warning",
    title="Acronym without its letters",
    why=(
        "Colleagues of several languages talk about one method. Its letters only help the memory "
        "while its words begin with them."
    ),
    cure=(
        "Keep the acronym and the word of each letter, and say what it means behind it: "
        "`Respond (répondre à la personne)`."
    ),
    basis="house rule: one method, one name",
)
RULES = (RULE,)

FEWEST: Final = 3
"""Letters of an acronym."""
_WORD: Final = re.compile(r"[^\W\d_]+")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding where an acronym, the word of a letter, or its meaning is missing."""
    acronyms = _acronyms(context)
    for unit in context.units:
        for acronym in acronyms:
            name = re.compile(rf"(?<!\w){acronym}(?!\w)")
            if not name.search(unit.theirs) or name.search(unit.ours):
                continue
            places = (ours.span for ours, theirs in unit.pairs if name.search(theirs.text))
            place = next(places, unit.span)
            yield RULE.at(place, f"{unit.name}: `{acronym}` of the source is missing")
    words = {word for letters in acronyms.values() for word in letters}
    for ours, theirs in _entries(context):
        head = _WORD.search(plain(theirs.text))
        if head is None or head[0].casefold() not in words:
            continue
        text = plain(ours.text)
        rest = re.sub(rf"(?<!\w){head[0]}(?!\w)", "", text, flags=re.IGNORECASE)
        if rest == text:
            yield RULE.at(ours.span, f"“{text}” has lost the word “{head[0]}” of its letter")
        elif not _WORD.search(rest):
            yield RULE.at(ours.span, f"“{text}” does not say what it means")


def _acronyms(context: CheckContext) -> dict[str, frozenset[str]]:
    """Return acronym -> the first words of its letters, from the frameworks that have letters."""
    found = {}
    for framework in context.course.knowledge.frameworks:
        items = [item for item in framework.items if item.letter]
        acronym = "".join(item.letter or "" for item in items)
        if len(items) >= FEWEST and acronym.isupper():
            found[acronym] = frozenset(filter(None, map(_head, (one.name for one in items))))
    return found


def _head(name: str) -> str:
    """Return the word that a letter stands for: `open` of `(Be) open to the solution`."""
    word = _WORD.search(re.sub(r"\([^)]*\)", "", name))
    return word[0].casefold() if word else ""


def _entries(context: CheckContext) -> Iterator[tuple[Markdown, Markdown]]:
    """Yield the entries of lists of both languages: recall material, orders and pairs."""
    for unit in context.units:
        for ours, theirs in zip(*(page.recalls for page in unit.page or ()), strict=True):
            for mine, other in zip(ours.entries, theirs.entries, strict=True):
                yield mine.term, other.term
    for item, original in translated_items(context):
        yield from zip(_elements(item), _elements(original), strict=True)


def _elements(item: Item) -> tuple[Markdown, ...]:
    match item.interaction:
        case Sequencing(elements):
            return elements
        case Matching(pairs):
            return tuple(text for pair in pairs for text in (pair.source, pair.target))
    return ()
