"""S506: pictures and media from other servers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.markup import is_third_party
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.markup import Attribute, Markup
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S506",
    severity="error",
    title="Picture or media from another server",
    why="The other server learns who reads which page and when, and the page breaks without the "
    "internet.",
    cure="Save the file beside the lesson and show it with `![what it shows](file.png)`. A link to "
    "another site is fine.",
)
RULES = (RULE,)
MARKDOWN_IMAGE: Final = re.compile(r"!\[[^\[\]]{0,500}\]\(\s{0,20}<?(?P<url>[^\s()<>]{1,500})")
FRAMES: Final = frozenset({"iframe", "frame", "embed", "object"})
"""Refused altogether (S504), wherever their content comes from."""
LOADING: Final = frozenset({"src", "srcset", "poster", "background", "data", "xlink:href"})


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every picture or medium that the browser would fetch elsewhere."""
    for text, markup in context.scanned:
        for offset, url in _foreign(markup):
            yield RULE.at(text.place(offset), f"`{url[:80]}` is loaded from another server")
    for _, link in context.links:
        if link.is_image and is_third_party(link.target):
            yield RULE.at(link.span, f"`{link.target[:80]}` is loaded from another server")


def _foreign(markup: Markup) -> Iterator[tuple[int, str]]:
    for match in MARKDOWN_IMAGE.finditer(markup.code_free):
        if is_third_party(match["url"]):
            yield match.start(), match["url"]
    for attribute in markup.attributes():
        if attribute.element in FRAMES:
            continue
        for url in _loaded(attribute):
            if is_third_party(url):
                yield attribute.offset, url


def _loaded(attribute: Attribute) -> list[str]:
    if attribute.name not in LOADING:
        return []
    if attribute.name == "srcset":
        return [part.split()[0] for part in attribute.value.split(",") if part.split()]
    return [attribute.value]
