"""A tiny strict HTML tree, so that tests see what a browser would see and nothing repairs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"input", "img", "br", "hr", "link", "meta"}


@dataclass
class Node:
    """One element."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def find(self, tag: str = "", **wanted: str) -> list[Node]:
        """Return elements by tag, class (`cls`) and `data-` attributes (`data_x`)."""
        return [
            node
            for node in self.walk()
            if (not tag or node.tag == tag)
            and all(_fits(node, name, value) for name, value in wanted.items())
        ]

    @property
    def text(self) -> str:
        """All text, blanks normalised."""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join("".join(parts).split())


def _fits(node: Node, name: str, value: str) -> bool:
    if name == "cls":
        return value in (node.attributes.get("class") or "").split()
    return node.attributes.get(name.replace("_", "-")) == value


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(html: str) -> Node:
    """Return the tree; an end tag that does not fit its start tag fails the test."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert parser.open == [parser.root], f"never closed: {[node.tag for node in parser.open[1:]]}"
    return parser.root
