"""The block between two `---` lines at the top of a page, and the text below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reading.fields import Fields
from coursewright.reading.rules import yaml as rules
from coursewright.reading.yaml_reader import Mapping, read_yaml

if TYPE_CHECKING:
    from coursewright.reading.source import Source


def split_front_matter(source: Source) -> tuple[str | None, int]:
    """Return the front matter's YAML (None: there is none) and the line the text starts on."""
    if not source.lines or source.lines[0].rstrip() != "---":
        return None, 1
    for number, line in enumerate(source.lines[1:], 2):
        if line.rstrip() in {"---", "..."}:
            return "\n".join(source.lines[1 : number - 1]), number + 1
    return "\n".join(source.lines[1:]), 0


def read_front_matter(source: Source, label: str) -> tuple[Fields, int]:
    """Read a page's front matter, reporting what is wrong with it.

    Returns:
        The fields (without entries after a fatal finding) and the line the text starts on; two
        lines behind the last one when the front matter has no end, so that there is no text.
    """
    text, first_line = split_front_matter(source)
    empty = Fields(source, Mapping(1, 1), label)
    # A key that cannot be read is reported once, not again as missing.
    empty.is_silent = True
    if text is None:
        source.report(rules.NO_FRONT_MATTER, 1, f"This {label} does not begin with front matter")
        return empty, 1
    if first_line == 0:
        source.report(rules.UNCLOSED, 1, "The front matter that starts here has no end")
        return empty, len(source.lines) + 2
    mapping = read_yaml(source, text, first_line=2)
    return (empty if mapping is None else Fields(source, mapping, label)), first_line
