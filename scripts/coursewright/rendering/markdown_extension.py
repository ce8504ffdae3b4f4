"""The Python-Markdown extension `coursewright`: stages, our elements, and CSP-clean attributes.

It runs in whatever engine uses Python-Markdown, so pages look the same in each of them.
"""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from coursewright.rendering.stage import BLOCK, STAGE_END, STAGE_START

if TYPE_CHECKING:
    from markdown import Markdown

ELEMENTS: Final = (
    "course-quiz",
    "course-scenario",
    "course-instrument",
    "course-lesson",
    "course-progress",
    "course-continue",
    "course-profile",
    "course-record",
    "course-certificate",
    "course-delivery",
    "course-review",
)
_STAGE: Final = re.compile(r"^\x02course-stage:(\d+)\x03$")
_RAW: Final = re.compile(r"\x02course-raw:(\d+)\x03")
_GAP: Final = re.compile(r"\[\[#(\d+)\]\]")
_LESS_THAN: Final = "\uf8f0"
"""Stands for `<` in slots: no Markdown rule sees a tag there; it comes out as `&lt;`."""
_ALIGNMENT: Final = re.compile(r"text-align:\s*(left|center|right)")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HAS_SCHEME: Final = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")


class _Store:
    """What the processors of one document share."""

    def __init__(self) -> None:
        self.stages: list[dict[str, Any]] = []
        self.raw: list[str] = []
        self.slots: list[tuple[Element, str]] = []

    def keep(self, html: str) -> str:
        """Keep HTML for the end of the pass and return what stands for it until then."""
        self.raw.append(html)
        return f"\x02course-raw:{len(self.raw) - 1}\x03"


class _StagePreprocessor(Preprocessor):
    """Takes stage lines out before any other rule reads them."""

    def __init__(self, md: Markdown, store: _Store) -> None:
        super().__init__(md)
        self.store = store

    def run(self, lines: list[str]) -> list[str]:
        return [self._replace(line) if STAGE_START in line else line for line in lines]

    def _replace(self, line: str) -> str:
        body = line.lstrip()
        if not (body.startswith(STAGE_START) and body.endswith(STAGE_END)):
            return line
        try:
            stage = json.loads(body[len(STAGE_START) : -len(STAGE_END)])
        except ValueError:
            return line  # somebody's comment, not a stage
        self.store.stages.append(stage)
        indent = line[: len(line) - len(body)]
        return f"{indent}\x02course-stage:{len(self.store.stages) - 1}\x03"


class _StageProcessor(BlockProcessor):
    """Builds a stage's elements and lets the parser fill its slots."""

    def __init__(self, md: Markdown, store: _Store) -> None:
        super().__init__(md.parser)
        self.md = md
        self.store = store

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Markdown's signature
        return _STAGE.match(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = _STAGE.match(blocks.pop(0).strip())
        stage = self.store.stages[int(found[1])] if found else {}
        root = SubElement(parent, stage["tag"], stage["attributes"])
        last: Element | None = None
        for part in stage["parts"]:
            if not isinstance(part, str):
                last = self._slot(root, part)
            elif last is None:
                root.text = AtomicString(self.store.keep(part))
            else:
                last.tail = AtomicString(self.store.keep(part))

    def _slot(self, root: Element, part: list[Any]) -> Element:
        kind, tag, values, base, text, gaps = part
        element = SubElement(root, tag, values)
        self.store.slots.append((element, base))
        text = text.replace("\x02", "").replace("\x03", "").replace("<", _LESS_THAN)
        if kind != BLOCK:
            element.text = self._with_gaps(text.strip(), gaps)
            return element
        if "```" in text or "~~~" in text:
            # A fence that is never closed ends with its slot.
            for name in ("fenced_code_block", "fenced_code"):
                if name in self.md.preprocessors:
                    text = "\n".join(self.md.preprocessors[name].run(text.split("\n")))
        self.parser.parseChunk(element, self._with_gaps(text.expandtabs(4), gaps))
        for child in element.iter():
            if child.tag in _HEADINGS:
                # Headings in an item would become entries of the page's table of contents.
                child.tag = "p"
                child.set("class", "course-item__heading")
        return element

    def _with_gaps(self, text: str, gaps: list[str]) -> str:
        def replace(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            return self.store.keep(gaps[index]) if 0 <= index < len(gaps) else found[0]

        return _GAP.sub(replace, text) if gaps else text


class _Cleaner(Treeprocessor):
    """Lets links in slots start from the page, and removes what a strict CSP forbids."""

    def __init__(self, md: Markdown, store: _Store) -> None:
        super().__init__(md)
        self.store = store

    def run(self, root: Element) -> None:
        for slot, base in self.store.slots:
            if base != ".":
                for element in slot.iter():
                    self._rebase(element, base)
        for element in root.iter():
            if element.attrib:
                _clean(element)

    @staticmethod
    def _rebase(element: Element, base: str) -> None:
        name = {"a": "href", "img": "src"}.get(str(element.tag))
        target = element.get(name) if name else None
        if name and target and target[0] not in "/#?" and not _HAS_SCHEME.match(target):
            path, mark, rest = target.partition("#")
            joined = posixpath.normpath(posixpath.join(base, path))
            element.set(name, f"{joined}{mark}{rest}")


def _clean(element: Element) -> None:
    """Drop attributes that carry code or styles; the alignment of a column becomes a class."""
    if element.tag in {"th", "td"} and (side := _ALIGNMENT.search(element.get("style", ""))):
        element.set("class", f"course-align-{side[1]}")
    for name in list(element.attrib):
        lowered = name.lower()
        if lowered.startswith("on") or lowered == "style":
            del element.attrib[name]
    href = element.get("href")
    if href and href.strip().lower().startswith(("javascript:", "vbscript:", "data:")):
        del element.attrib["href"]


class _Restorer(Postprocessor):
    """Puts our HTML back, after every rule that could touch it."""

    def __init__(self, md: Markdown, store: _Store) -> None:
        super().__init__(md)
        self.store = store

    def run(self, text: str) -> str:
        raw = self.store.raw
        text = text.replace(_LESS_THAN, "&lt;")
        return _RAW.sub(lambda found: raw[int(found[1])], text) if raw else text


class CoursewrightExtension(Extension):
    """Registers the elements and the stage rules; loads `md_in_html`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Add our rules to a Markdown instance."""
        md.registerExtension(self)
        # Without this an unknown tag is wrapped in a paragraph.
        md.block_level_elements.extend(ELEMENTS)
        md.registerExtensions(["md_in_html"], {})
        self.store = store = _Store()
        # After `normalize_whitespace` (30), before fences (25) and raw HTML (21, 20).
        md.preprocessors.register(_StagePreprocessor(md, store), "course_stage", 28)
        md.parser.blockprocessors.register(_StageProcessor(md, store), "course_stage", 200)
        # After inline patterns (20) and heading ids (5), before an engine resolves links (0).
        md.treeprocessors.register(_Cleaner(md, store), "course_clean", 4)
        md.postprocessors.register(_Restorer(md, store), "course_restore", -10)

    def reset(self) -> None:
        """Forget the last document."""
        self.store.stages.clear()
        self.store.raw.clear()
        self.store.slots.clear()


def makeExtension(**kwargs: Any) -> CoursewrightExtension:  # noqa: N802 - Markdown's name
    """Return the extension, for engines that load it by module name."""
    return CoursewrightExtension(**kwargs)
