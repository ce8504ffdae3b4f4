"""When two texts are the same to a learner."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

EMPHASIS: Final = re.compile(r"(\*\*\*|___|\*\*|__|~~|\*|_|`)(?=\S)([^\n]{1,2000}?)(?<=\S)\1")
LINK: Final = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()]{0,500}\)")
HTML_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
CURLY: Final = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
)


def fold(text: str) -> str:
    """Return a text without markup, in one case, with single blanks and without a final stop."""
    plain = unicodedata.normalize("NFC", LINK.sub(r"\1", HTML_TAG.sub("", text)))
    for _ in range(3):  # bold inside italics inside code: deeper nesting is none of an author's
        plain = EMPHASIS.sub(r"\2", plain)
    words = " ".join(plain.translate(CURLY).casefold().split())
    # A text of signs only, such as an emoji or "?", stands for itself.
    return words.rstrip(".!;:,\u2026 ") or text.strip()
