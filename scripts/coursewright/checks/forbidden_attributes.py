"""S507: attributes that a course page must not carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.markup import Attribute
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="S507",
    severity="error",
    title="Attribute that is not allowed",
    why="Some attributes load or send data behind the learner's back, and a misspelt one does "
    "nothing at all.",
    cure="Remove it, or mend its spelling. Allowed are `class`, `id`, `title`, `lang`, `alt`, "
    "`width`, `height` and the like.",
)
RULES = (RULE,)
ALLOWED: Final = frozenset(
    [
        "abbr",
        "align",
        "alt",
        "cite",
        "class",
        "colspan",
        "controls",
        "datetime",
        "decoding",
        "dir",
        "download",
        "headers",
        "height",
        "href",
        "hreflang",
        "id",
        "kind",
        "label",
        "lang",
        "loading",
        "loop",
        "markdown",
        "media",
        "muted",
        "open",
        "preload",
        "rel",
        "reversed",
        "role",
        "rowspan",
        "scope",
        "sizes",
        "span",
        "src",
        "srclang",
        "srcset",
        "start",
        "tabindex",
        "target",
        "title",
        "translate",
        "type",
        "value",
        "width",
        "xlink:href",
        "poster",
    ]
)
# Attribute lists of recall material, which the reader has understood already.
RECALL: Final = frozenset({"kinds", "objective", "evidence"})
NAME: Final = re.compile(r"^[a-z][a-z0-9:_.-]*$")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every written attribute that is not on the list of harmless ones."""
    for text, markup in context.scanned:
        for attribute in markup.attributes():
            if attribute.value and _is_refused(attribute):
                message = f"the attribute `{attribute.name}` is not allowed"
                yield RULE.at(text.place(attribute.offset), message)


def _is_refused(attribute: Attribute) -> bool:
    name = attribute.name
    if name == "style" or name.startswith(("on", "aria-")):
        return False  # S502 and S505 speak of the first two; the last helps screen readers
    if attribute.element is None and name in RECALL:
        return False
    return bool(NAME.match(name)) and name not in ALLOWED
