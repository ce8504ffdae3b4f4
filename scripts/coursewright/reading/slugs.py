"""Anchors of headings, exactly as Python-Markdown's `toc` extension gives them.

Written again because the reader must not load a Markdown engine; a test compares both.
"""

from __future__ import annotations

import html
import re
import unicodedata

_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_GAPS = re.compile(r"[-\s]+")
_COUNT = re.compile(r"^(.*)_([0-9]+)$", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_CODE = re.compile(r"(?<!\\)(`+)(?!`)(.{1,300}?)(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_INLINE_LIST = re.compile(r"(?<=[)\]*_`])\{[^{}\n]*\}")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>")
# Bounded, because an opening sign without an end is tried again at each later one.
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]*|[^<>\s@]+@[^<>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])(.{1,300}?)(?<=[^\s_])\1(?![\w_])")


def slugify(text: str) -> str:
    """Return the anchor of a heading's plain text (may be empty)."""
    value = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    value = _NOT_IN_SLUG.sub("", value).strip().lower()
    return _GAPS.sub("-", value)


class Anchors:
    """The ids of a page; `unique` gives each heading one of its own."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = set(taken)
        self.counters: dict[str, int] = {}

    def unique(self, anchor: str) -> str:
        """Return `anchor`, or `anchor_1`, `anchor_2` … when it is taken or empty."""
        if anchor and anchor not in self.taken:
            self.taken.add(anchor)
            return anchor
        match = _COUNT.match(anchor)
        base, count = (match[1], int(match[2][:9])) if match else (anchor, 0)
        # Remembering the last number keeps a thousand equal headings linear.
        count = max(count, self.counters.get(base, 0)) + 1
        while f"{base}_{count}" in self.taken:
            count += 1
        if not match:
            self.counters[base] = count
        found = f"{base}_{count}"
        self.taken.add(found)
        return found


def plain_text(markdown: str) -> str:
    """Return a heading's text without Markdown signs, HTML tags and entities.

    The result is used for anchors and tables of contents; it follows Python-Markdown for the
    inline syntax of the course (emphasis, code, links, images, attribute lists, raw HTML).
    """
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\x02{len(kept) - 1}\x03"

    text = _CODE.sub(lambda match: keep(match[2].strip()), markdown)
    text = _ESCAPED.sub(lambda match: keep(match[1]), text)
    text = _AUTOLINK.sub(lambda match: keep(match[1]), text)
    text = _TAG.sub("", text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _INLINE_LIST.sub("", text)
    text = html.unescape(text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"\*+(?=\S)|(?<=\S)\*+", "", text)
    text = re.sub(r"\x02(\d+)\x03", lambda match: kept[int(match[1])], text)
    return " ".join(text.split())
