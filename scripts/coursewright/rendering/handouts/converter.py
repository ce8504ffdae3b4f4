"""Stages -> HTML for paper: the site's own Markdown, with links as words and pictures inside."""

from __future__ import annotations

import base64
import posixpath
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from coursewright.rendering.markdown_extension import CoursewrightExtension

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from coursewright.rendering.stage import Stage

# The block syntax of the site (`mkdocs.yml`); a test compares the two. `toc` only makes ids.
EXTENSIONS: Final = (
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
)
SETTINGS: Final = {"pymdownx.tabbed": {"alternate_style": True}}
PAGE: Final = "handout.md"
"""Where every stage of a handout stands: links and pictures in it start at the course folder."""
_TYPES: Final = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
_OUTSIDE: Final = re.compile(r"^(?:https?|mailto):", re.IGNORECASE)


class Converter:
    """Turns the stages of one handout into HTML.

    Args:
        read_asset: returns the bytes of a file of the course by its path, or None.
    """

    def __init__(self, read_asset: Callable[[str], bytes | None]) -> None:
        self._md = Markdown(
            extensions=[*EXTENSIONS, CoursewrightExtension()], extension_configs=SETTINGS
        )
        # After the links were rebased and cleaned (4): every one starts at the course folder.
        self._md.treeprocessors.register(_Paper(self._md, read_asset), "course_paper", 3)

    def html(self, stage: Stage) -> str:
        """Return a stage as HTML."""
        return self._md.reset().convert(stage.line())


class _Paper(Treeprocessor):
    """Makes links words and pictures part of the file: paper follows no address."""

    def __init__(self, md: Markdown, read_asset: Callable[[str], bytes | None]) -> None:
        super().__init__(md)
        self._read = read_asset

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and not _OUTSIDE.match(element.get("href", "")):
                element.tag = "span"
                element.attrib.clear()
            elif element.tag == "img":
                self._embed(element)

    def _embed(self, element: Element) -> None:
        path = posixpath.normpath(unquote(element.get("src", "").partition("#")[0]))
        kind = _TYPES.get(posixpath.splitext(path)[1].lower())
        content = self._read(path) if kind else None
        if content is None:
            # Nothing is fetched from paper; the words of the picture stand in for it.
            element.tag, element.text = "span", element.get("alt", "")
            element.attrib.clear()
            return
        data = base64.b64encode(content).decode("ascii")
        element.set("src", f"data:{kind};base64,{data}")
