"""S503: links that run code or open something other than a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.markup import ALLOWED_SCHEMES, url_scheme
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.markup import Markup
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S503",
    severity="error",
    title="Link that does not lead to a page",
    why="Addresses such as `javascript:` or `data:` run code on the learner's computer; `file:` "
    "works on your computer only.",
    cure="Link to a page of the course, or use an address that begins with `https:`, `mailto:` or "
    "`tel:`.",
)
RULES = (RULE,)
MARKDOWN_TARGET: Final = re.compile(r"\]\(|\]:")
REACH: Final = 120
URL_ATTRIBUTES: Final = frozenset(
    [
        "href",
        "src",
        "srcset",
        "xlink:href",
        "action",
        "formaction",
        "poster",
        "background",
        "cite",
        "data",
        "longdesc",
        "manifest",
        "ping",
        "srcdoc",
        "content",
        "to",
        "values",
        "from",
    ]
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every address with a scheme that is not allowed."""
    for text, markup in context.scanned:
        for offset, scheme in sorted(set(_schemes(markup))):
            yield RULE.at(text.place(offset), f"an address begins with `{scheme}:`")


def _schemes(markup: Markup) -> Iterator[tuple[int, str]]:
    for match in MARKDOWN_TARGET.finditer(markup.code_free):
        target = markup.code_free[match.end() : match.end() + REACH].lstrip(" \t\n<\"'")
        yield from _refused(match.end(), target)
    for attribute in markup.attributes():
        if attribute.name in URL_ATTRIBUTES:
            yield from _refused(attribute.offset, attribute.value)
    for tag in markup.tags:
        yield from _refused(tag.offset, tag.name)


def _refused(offset: int, url: str) -> Iterator[tuple[int, str]]:
    scheme = url_scheme(url)
    # One letter is a Windows drive, which L305 explains.
    if scheme is not None and len(scheme) > 1 and scheme not in ALLOWED_SCHEMES:
        yield offset, scheme
