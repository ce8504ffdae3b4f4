"""The pages of the repository's documentation, and what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    ROOT / "CHANGELOG.md",
    *sorted(HANDBOOK.rglob("*.md")),
)
_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})(?P<info>[^\n`]*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of code."""

    page: str
    line: int
    language: str
    text: str


def name_of(page: Path) -> str:
    """Return a page's path in the repository."""
    return page.relative_to(ROOT).as_posix()


def split_page(page: Path) -> tuple[str, list[Block]]:
    """Return a page's text without its blocks of code, and those blocks."""
    prose: list[str] = []
    blocks: list[Block] = []
    inner: list[str] = []
    fence: re.Match[str] | None = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if fence is None:
            fence = _FENCE.match(line)
            if fence is None:
                prose.append(line)
            continue
        if line.strip() == fence["ticks"]:
            language = (fence["info"].split() or [""])[0]
            first = number - len(inner)
            blocks.append(Block(name_of(page), first, language, "\n".join(inner) + "\n"))
            fence, inner = None, []
            continue
        inner.append(line.removeprefix(fence["indent"]))
    assert fence is None, f"{name_of(page)}: a block of code is not closed"
    return "\n".join(prose), blocks


def blocks_of(page: Path, language: str) -> list[Block]:
    """Return the blocks of a page in one language."""
    return [block for block in split_page(page)[1] if block.language == language]
