"""L306: links to a file that the site does not take over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.links import LocalLink
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L306",
    severity="error",
    title="Link to a file that is not published",
    why="Only pages, pictures, media and pdf files are published, so the link would lead nowhere.",
    cure="Save the document as pdf and link to that. To link to a page, name its `.md` file.",
)
RULES = (RULE,)
HOST: Final = re.compile(r"^(?:www\.|[a-z0-9.-]+\.(?:com|org|net|eu)(?:/|$))", re.IGNORECASE)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every link to a file type that stays out of the site."""
    for link in context.local_links:
        is_known = link.path in context.linkable
        if not (is_known or link.is_outside or link.is_publishable):
            yield RULE.at(link.link.span, f"`{link.path}` is not published", _hint(context, link))


def _hint(context: CheckContext, link: LocalLink) -> str | None:
    """Return the likely target: the page of a folder, the source of a page, another site."""
    if HOST.match(link.link.target):
        return f"Write the address of another site in full: `https://{link.link.target}`."
    stem = link.path.removesuffix(".html").removesuffix(".htm")
    for path in (f"{link.path}/index.md", f"{stem}.md"):
        if path in context.linkable:
            return f"Name the file of the page: `{link.written(path)}`."
    return None
