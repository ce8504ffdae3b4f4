"""What the generator needs to know of the Markdown of terms and meanings."""

from __future__ import annotations

import re
from typing import Final

_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ATTRIBUTES: Final = re.compile(r"\{\s*[:.#][^}]*\}")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS: Final = re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_CODE: Final = re.compile(r"`+([^`]+)`+")
_WORDS: Final = re.compile(r"[^\W_]+")
# En dash, em dash, colon, or a hyphen followed by a blank.
_LETTER: Final = re.compile(
    r"^(?P<letter>[^\W\d_])\s*(?:[\u2013\u2014:]|-\s)\s*(?P<name>\S.*)$", re.DOTALL
)
_NUMBER: Final = re.compile(r"^\d{1,3}(?:[.)]|\s*[\u2013\u2014:]|\s-)\s+")


def plain_text(markdown: str) -> str:
    """Return inline Markdown as the words a reader sees, on one line."""
    text = _ATTRIBUTES.sub("", _LINK.sub(r"\1", markdown))
    text = _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text)))
    return " ".join(text.split())


def first_paragraph(markdown: str) -> str:
    """Return the first paragraph of some Markdown on one line, its markup kept."""
    return " ".join(markdown.strip().split("\n\n", 1)[0].split())


def words(markdown: str) -> tuple[str, ...]:
    """Return the case-folded words of some Markdown, for comparing texts as a reader would."""
    plain = plain_text(markdown).casefold()
    return tuple(_WORDS.findall(plain)) or ((plain,) if plain else ())


def contains_words(text: str, part: str) -> bool:
    """Say whether the words of `part` stand in `text` one after the other."""
    whole, wanted = words(text), words(part)
    size = len(wanted)
    return size > 0 and any(
        whole[start : start + size] == wanted for start in range(len(whole) - size + 1)
    )


def split_letter(term: str) -> tuple[str | None, str]:
    """Return the letter and the name of an entry such as `R: Respond`; no letter: None."""
    plain = plain_text(term)
    found = _LETTER.match(plain)
    return (found["letter"], found["name"]) if found else (None, plain)


def without_number(term: str) -> str:
    """Return an entry without a leading `3. `, which would give its place away."""
    return _NUMBER.sub("", term.strip())
