"""Looks into SVG drawings for scripts, external references and entity bombs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from coursewright.diagnostics import Span
from coursewright.reading.rules import files as rules

if TYPE_CHECKING:
    from coursewright.diagnostics import Rule
    from coursewright.reading.files import Tree

_SVG_BYTES = 2 * 1024 * 1024
_NAMESPACE = "http://www.w3.org/2000/svg"
_REFUSED = frozenset(
    [
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "audio",
        "video",
        "handler",
        "listener",
    ]
)
_MOVING = frozenset(["set", "animate", "animatetransform", "animatemotion"])
_INNER = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);base64,)", re.IGNORECASE)
_OUTER_STYLE = re.compile(r"@import|expression\s*\(|javascript:|\\", re.IGNORECASE)
_STYLE_URL = re.compile(
    r"url\(\s*[\"']?(?!\s*[#\"'])(?!\s*data:image/(?:png|jpeg|gif|webp))",
    re.IGNORECASE,
)


class _RefusedError(Exception):
    """Stops the parser at the first reason to refuse the drawing."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule


def check_svg(tree: Tree, path: str) -> None:
    """Report a drawing that is broken, or does more than to be looked at."""
    source = tree.read(path, _SVG_BYTES)
    if source is None:
        return
    # The text is UTF-8 by now, whatever encoding the file claims for itself.
    parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
    checker = _Checker()
    parser.StartElementHandler = checker.start
    parser.EndElementHandler = checker.end
    parser.CharacterDataHandler = checker.text
    parser.StartDoctypeDeclHandler = checker.doctype
    parser.EntityDeclHandler = checker.entity
    parser.ProcessingInstructionHandler = checker.instruction
    try:
        parser.Parse(source.text.encode("utf-8"), True)  # noqa: FBT003 - expat takes no keywords
    except _RefusedError as refusal:
        span = Span(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        source.report(refusal.rule, span, str(refusal))
    except expat.ExpatError as error:
        message = expat.ErrorString(error.code)
        span = Span(path, error.lineno, error.offset + 1)
        source.report(rules.SVG_BROKEN, span, f"Not readable: {message}")


class _Checker:
    """The parser's callbacks."""

    def __init__(self) -> None:
        self.is_first = True
        self.style_depth = 0

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        namespace, _, name = full_name.rpartition(" ")
        if self.is_first and name != "svg":
            raise _RefusedError(rules.SVG_BROKEN, f"This is `<{name}>`, not a drawing")
        self.is_first = False
        name = name.lower()
        if name in _REFUSED or "xhtml" in namespace:
            raise _RefusedError(rules.SVG_ACTIVE, f"`<{name}>` in a drawing")
        for full_key, value in attributes.items():
            self._check_attribute(name, full_key.rpartition(" ")[2].lower(), value)
        self.style_depth += name == "style"

    def _check_attribute(self, element: str, key: str, value: str) -> None:
        if key.startswith("on"):
            raise _RefusedError(rules.SVG_ACTIVE, f"Event handler `{key}`")
        if key in {"href", "src"} and not _INNER.match(value):
            raise _RefusedError(rules.SVG_ACTIVE, f"Reference to `{value[:40]}`")
        target = value.lower().rpartition(":")[2]
        if element in _MOVING and key == "attributename" and target.startswith(("href", "on")):
            raise _RefusedError(rules.SVG_ACTIVE, f"Animation of `{value[:40]}`")
        if key == "style" or "url(" in value:
            self._check_style(value)

    def _check_style(self, text: str) -> None:
        if _OUTER_STYLE.search(text) or _STYLE_URL.search(text):
            raise _RefusedError(rules.SVG_ACTIVE, "A style that loads something")

    def end(self, full_name: str) -> None:
        self.style_depth -= full_name.rpartition(" ")[2].lower() == "style"

    def text(self, data: str) -> None:
        if self.style_depth:
            self._check_style(data)

    def doctype(self, _name: str, _system: str | None, _public: str | None, inner: int) -> None:
        if inner:
            raise _RefusedError(rules.SVG_ACTIVE, "A document type with declarations of its own")

    def entity(self, *_: object) -> None:
        raise _RefusedError(rules.SVG_ACTIVE, "A declared entity")

    def instruction(self, target: str, _data: str) -> None:
        raise _RefusedError(rules.SVG_ACTIVE, f"Processing instruction `{target[:40]}`")
