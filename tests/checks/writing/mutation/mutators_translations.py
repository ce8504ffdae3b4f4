"""Plants one known flaw in a translated file. One function for each rule.

A mutator gets a translation as text, with that of its source; it returns the spoilt translation,
or None where the flaw does not fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.term_forms import any_form
from coursewright.checks.support.terms import uses_term

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from coursewright.model import Course


@dataclass(frozen=True)
class Draft:
    """A translation and its source."""

    course: Course
    language: str
    text: str
    source: str
    rng: random.Random


@dataclass(frozen=True)
class Mutator:
    """How to plant the flaw of one rule."""

    plant: Callable[[Draft], str | None]
    also: frozenset[str] = frozenset()
    """Rules that may rightly speak up as well."""


TRANSLATION_MUTATORS: Final[dict[str, Mutator]] = {}
_OPTION: Final = re.compile(r"(?m)^- \[[x~ ]\] (.+)$")
_LINK: Final = re.compile(r"\]\(([^)]+)\)")
_PARTS: Final = re.compile(r"\n(?=## )")
_OTHER_WORDS: Final = {"fr": "affaire", "de": "Sache", "it": "faccenda", "ro": "treabă"}
_TAILS: Final = {
    "fr": ", comme nous le faisons dans cette maison depuis de longues années",
    "de": ", wie wir es in diesem Haus seit vielen langen Jahren immer tun",
    "it": ", come facciamo in questa casa da molti lunghi anni con ogni persona",
    "ro": ", așa cum facem în această casă de mulți ani cu fiecare om în parte",
}


def mutator(code: str, *also: str) -> Callable[[Callable[[Draft], str | None]], object]:
    """Register a function as the mutator of a rule."""

    def register(plant: Callable[[Draft], str | None]) -> object:
        TRANSLATION_MUTATORS[code] = Mutator(plant, frozenset(also))
        return plant

    return register


def _one(draft: Draft, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return one of the places where a pattern fits; None without any."""
    body = draft.text.index("\n---", 3)
    found = list(pattern.finditer(draft.text, body))
    return draft.rng.choice(found) if found else None


def _with(draft: Draft, match: re.Match[str], new: str, group: int = 0) -> str:
    return draft.text[: match.start(group)] + new + draft.text[match.end(group) :]


@mutator("I01", "I02")
def another_number_or_link(draft: Draft) -> str | None:
    """Write another number, or link another page."""
    number = _one(draft, re.compile(r"(?<![\w#=\[.-])\d{2,4}(?![\w\]=-])"))
    if number is not None and draft.rng.random() < 0.7:
        return _with(draft, number, str(int(number[0]) + draft.rng.randint(1, 9)))
    link = _one(draft, _LINK)
    return None if link is None else _with(draft, link, "03-towards-a-solution.md", 1)


@mutator("I02", "I01", "I03", "Q07")
def another_word_for_a_term(draft: Draft) -> str | None:
    """Put another word wherever a term of the glossary stands in one item or page."""
    terms = [term for term in draft.course.knowledge.terms if term.items]
    draft.rng.shuffle(terms)
    for term in terms:
        pattern = any_form(term.words[draft.language])
        ours, theirs = _units(draft)
        for at, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
            if uses_term(plain(other), term.words["en"]) and pattern.search(mine):
                ours[at] = pattern.sub(_OTHER_WORDS[draft.language], mine)
                return "\n".join(ours)
    return None


def _units(draft: Draft) -> tuple[list[str], list[str]]:
    """Divide both texts into items; a page is one part."""
    if "{ #" not in draft.text or ".recall" in draft.text:
        return [draft.text], [draft.source]
    ours, theirs = _PARTS.split(draft.text), _PARTS.split(draft.source)
    return (ours, theirs) if len(ours) == len(theirs) else ([draft.text], [draft.source])


@mutator("I03", "Q07", "I02", "I01")
def an_option_of_another_length(draft: Draft) -> str | None:
    """Leave out most of an option, or add what the source does not say."""
    option = _one(draft, _OPTION)
    if option is None or len(option[1]) < 40:
        return None
    words = option[1].split()
    new = (
        " ".join(words[:2]) if draft.rng.random() < 0.5 else option[1] + 2 * _TAILS[draft.language]
    )
    return _with(draft, option, new, 1)


@mutator("I04", "I02", "I03")
def an_acronym_that_is_lost(draft: Draft) -> str | None:
    """Translate the word of a letter, leave out its meaning, or invent a local acronym."""
    entry = _one(draft, re.compile(r"(?m)^(?:\d\. )?((?!e)[A-Z][a-z]+) (\([^)\n]+\))$"))
    way = draft.rng.choice(["word", "meaning", "acronym"])
    if entry is not None and way == "word":
        return _with(
            draft, entry, entry[0].replace(f"{entry[1]} ", "").replace("(", "").rstrip(")")
        )
    if entry is not None and way == "meaning":
        return _with(draft, entry, entry[0].replace(f" {entry[2]}", ""))
    ours, theirs = _units(draft)
    fit = [at for at, (one, two) in enumerate(zip(ours, theirs, strict=True)) if _both(one, two)]
    if not fit:
        return None
    at = draft.rng.choice(fit)
    ours[at] = ours[at].replace("RESOLVED", "RAMSES")
    return "\n".join(ours)


def _both(ours: str, theirs: str) -> bool:
    return "RESOLVED" in ours and "RESOLVED" in theirs


@mutator("I05", "I01", "I02", "I03", "Q07", "A10", "I04")
def a_sentence_of_the_source(draft: Draft) -> str | None:
    """Leave one feedback, option or paragraph as it stands in the source."""
    ours, theirs = draft.text.split("\n"), draft.source.split("\n")
    places = _same_lines(ours, theirs)
    if not places:
        return None
    at, other = draft.rng.choice(places)
    ours[at] = theirs[other]
    return "\n".join(ours)


def _same_lines(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Pair the lines of running text below the front matter, where both files have as many."""
    both = []
    for lines in (ours, theirs):
        start = lines.index("---", 1) + 1
        found = [at for at in range(start, len(lines)) if _is_text(lines[at])]
        both.append(found)
    return list(zip(*both, strict=True)) if len(both[0]) == len(both[1]) else []


def _is_text(line: str) -> bool:
    words = line.strip().lstrip("-> [x~]")
    return len(words.split()) >= 8 and not line.startswith(("#", "{", ":::", "|", "<", "!", '   "'))


@mutator("P10", "I02", "I03", "Q07")
def a_relic_of_a_machine(draft: Draft) -> str | None:
    """Put what a machine would write into a lesson."""
    relics = [word for word in draft.course.words[draft.language]["residue"] if "*" not in word]
    paragraph = _one(draft, re.compile(r"(?m)^(?![-#{:|<!>\s\d])[^\n]{60,}$"))
    if paragraph is None or (".recall" not in draft.text and "::: check" not in draft.text):
        return None
    return _with(draft, paragraph, f"{paragraph[0]} ({draft.rng.choice(relics)})")
