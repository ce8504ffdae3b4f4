"""S504: raw HTML elements that a course page must not hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.markup import Markup, Tag
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S504",
    severity="error",
    title="HTML element that is not allowed",
    why="Frames, forms, styles and redirects can replace what the learner sees or send data away; "
    "an unknown element such as `<name>` simply vanishes from the page together with its word.",
    cure="Write it in Markdown, or put it between backticks to show it as text: `` `<name>` ``.",
)
RULES = (RULE,)
ALLOWED: Final = frozenset(
    [
        "a",
        "abbr",
        "article",
        "aside",
        "audio",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "picture",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "source",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "track",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ]
)
REASONS: Final = {
    "meta": "can send the learner to another site",
    "base": "would bend every link of the page",
    "iframe": "shows another site inside the course",
    "object": "loads foreign content",
    "embed": "loads foreign content",
    "form": "can send what a learner types to somebody else",
    "input": "belongs to a form; use a quiz item",
    "style": "changes the look of the whole site",
    "link": "loads foreign styles",
    "svg": "can hold scripts; save the drawing as a file and show it with `![text](file.svg)`",
    "h1": "is the page's title, which comes from the front matter",
}
HINTS: Final = {
    "iframe": "Link to it instead: `[Watch the film (4 minutes)](https://…)`. It opens on the "
    "other site.",
}
TARGET: Final = re.compile(r"\](?:\(|:)\s*$")
DECLARATION: Final = re.compile(r"<(?:\?|!(?!--))")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every element that is not on the list of harmless ones."""
    for text, markup in context.scanned:
        opened = {tag.name for tag in markup.tags if not tag.is_closing}
        for tag in markup.tags:
            if not _is_refused(tag) or (tag.is_closing and tag.name in opened):
                continue
            if not _is_target(markup, tag):
                reason = REASONS.get(tag.name, "is not an element a course page may hold")
                message = f"`<{'/' * tag.is_closing}{tag.name}>` {reason}"
                yield RULE.at(text.place(tag.offset), message, HINTS.get(tag.name))
        for match in DECLARATION.finditer(markup.code_free):
            message = f"`{match[0]}` begins a declaration, which a page must not hold"
            yield RULE.at(text.place(match.start()), message)


def _is_target(markup: Markup, tag: Tag) -> bool:
    """Tell whether the angle brackets only hold a link's target: `[text](<page.md>)`."""
    before = markup.code_free[max(0, tag.offset - 20) : tag.offset]
    return not tag.attributes and TARGET.search(before) is not None


def _is_refused(tag: Tag) -> bool:
    is_reported_elsewhere = tag.name.rpartition(":")[2] == "script"
    is_address = ":" in tag.name or "@" in tag.name  # <https://…>, <me@example.org>; S503 looks
    return not (tag.name in ALLOWED or is_reported_elsewhere or is_address)
