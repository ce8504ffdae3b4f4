"""HTML scaffolding with places for the author's Markdown, carried through one Markdown pass.

A quiz is a lot of HTML of ours around short texts of an author. Written out as HTML with Markdown
inside, a stem with `</fieldset>` or an unclosed fence would tear the scaffolding. Here the two
never mix: a stage travels through the page's Markdown as one comment line, and the Markdown
extension builds the HTML elements itself and lets the same parser fill each slot on its own.
"""

from __future__ import annotations

import html
import json
import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.model import Markdown

STAGE_START: Final = "<!-- course-stage "
STAGE_END: Final = " -->"
SPAN: Final = "span"
BLOCK: Final = "block"


def attributes(values: Mapping[str, str | bool | None]) -> str:
    """Return HTML attributes with a leading blank each; True gives a bare name, None nothing."""
    parts = []
    for name, value in values.items():
        if value is True:
            parts.append(f" {name}")
        elif value is not None and value is not False:
            parts.append(f' {name}="{html.escape(value)}"')
    return "".join(parts)


def escape(text: str) -> str:
    """Return text for use between tags."""
    return html.escape(text, quote=False)


@dataclass(slots=True)
class Stage:
    """Collects scaffolding and slots in document order."""

    tag: str
    attributes: dict[str, str]
    page: str
    """`src_uri` of the page the stage stands on: links in slots are rewritten to start there."""
    parts: list[Any] = field(default_factory=list)

    def raw(self, text: str) -> None:
        """Add HTML of ours, as it is."""
        if self.parts and isinstance(self.parts[-1], str):
            self.parts[-1] += text
        else:
            self.parts.append(text)

    def span(
        self, tag: str, values: Mapping[str, str], text: Markdown, gaps: Sequence[str] = ()
    ) -> None:
        """Add an element with the author's inline Markdown.

        Args:
            tag: the element's name.
            values: its attributes.
            text: the Markdown; HTML in it is shown as text.
            gaps: HTML that stands for `[[#1]]`, `[[#2]]` …
        """
        self._slot(SPAN, tag, values, text, gaps)

    def block(
        self, tag: str, values: Mapping[str, str], text: Markdown, gaps: Sequence[str] = ()
    ) -> None:
        """Add an element with the author's paragraphs, lists and other blocks; see `span`."""
        self._slot(BLOCK, tag, values, text, gaps)

    def line(self) -> str:
        """Return the stage as one line of Markdown; without our extension it shows nothing."""
        value = {"tag": self.tag, "attributes": self.attributes, "parts": self.parts}
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        text = text.replace("--", "\\u002d\\u002d").replace(">", "\\u003e")
        return f"{STAGE_START}{text}{STAGE_END}"

    def _slot(
        self, kind: str, tag: str, values: Mapping[str, str], text: Markdown, gaps: Sequence[str]
    ) -> None:
        base = _way_between(self.page, text.span.path)
        self.parts.append([kind, tag, dict(values), base, text.text, list(gaps)])


@lru_cache(maxsize=1024)
def _way_between(page: str, source: str) -> str:
    """Return the way from a page's folder to a source file's, where its relative links start."""
    return posixpath.relpath(posixpath.dirname(source) or ".", posixpath.dirname(page) or ".")


def page_markdown(*parts: str) -> str:
    """Join the parts of a page, a blank line between each, empty parts left out."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


_SPECIAL: Final = str.maketrans(
    {
        **{character: f"\\{character}" for character in r"\`*_{}[]()#+-.!|"},
        "<": "&lt;",
        ">": "&gt;",
        "&": "&amp;",
    }
)


def markdown_text(text: str) -> str:
    """Return plain text as Markdown that shows exactly these characters."""
    return text.translate(_SPECIAL)
