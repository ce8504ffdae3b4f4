"""I05: stretches of another language in a translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import MARKED_LANGUAGE, plain
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="I05",
    severity="warning",
    title="Words left in another language",
    why="Part of the text was not translated: whoever reads this language only is lost here.",
    cure="Translate it, or mark what is meant to stay: `*point de contact*{ lang=fr }`.",
    basis="house rule; WCAG 2.2, 3.1.2 Language of Parts (AA)",
)
RULES = (RULE,)

RUN: Final = 4
"""Words in a row."""
SMALL: Final = 3
"""Small words of another language within two runs."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")  # noqa: RUF001


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each text with four words of its source, or of a third language."""
    if context.translation is None or context.original is None:
        return
    small = frozenset(context.words(context.translation.language)["foreign_words"])
    source = context.original.words(context.original.course.language)["stop_words"]
    for unit in context.units:
        left = _runs(_words(_unmarked(unit.theirs)))
        for ours, _ in unit.pairs:
            for offset, paragraph in _paragraphs(_unmarked(ours.text)):
                words = _words(paragraph)
                found = _left_over(words, left, small.union(source)) or _foreign(words, small)
                if found:
                    yield RULE.at(ours.place(offset), f"{unit.name}: “{found}”")


def _unmarked(text: str) -> str:
    """Return a text of the same lines without words that say their language, and without code."""
    return MARKED_LANGUAGE.sub(lambda match: "\n" * match[0].count("\n"), text)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a text with their offsets, without directives and lists."""
    for match in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*", text):
        if not match[0].startswith((":::", "{")):
            yield match.start(), match[0]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(plain(text)))


def _runs(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _left_over(
    words: Sequence[str], left: frozenset[tuple[str, ...]], small: frozenset[str]
) -> str:
    """Return the first run of words that stands in the source just like this; "" without one."""
    for at in range(len(words) - RUN + 1):
        run = tuple(words[at : at + RUN])
        # Names and brands are the same everywhere; a small word shows that it is a sentence.
        if run in left and any(word in small for word in run):
            return " ".join(run)
    return ""


def _foreign(words: Sequence[str], small: frozenset[str]) -> str:
    """Return the first stretch full of small words of another language; "" without one."""
    hits = [at for at, word in enumerate(words) if word in small]
    for first, last in zip(hits, hits[SMALL - 1 :], strict=False):
        if last - first < 2 * RUN - 1:
            return " ".join(words[first : last + 1])
    return ""
