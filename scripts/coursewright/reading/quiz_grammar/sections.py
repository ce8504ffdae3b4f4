"""`??? hint`, `!!! rationale` and `!!! model`: the blocks around an item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.model import Markdown
from coursewright.reading.admonitions import ADMONITIONS
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import nearest, shorten

if TYPE_CHECKING:
    from coursewright.reading.quiz_grammar.blocks import Block
    from coursewright.reading.source import Source

OWN = {"hint": "???", "rationale": "!!!", "model": "!!!"}
"""Name -> marker."""
_HEAD = re.compile(r"^(!!!|\?\?\?\+?|===) ?([A-Za-z][\w-]*)?((?: +[\w-]+)*)(?: +(\"[^\"]*\"))? *$")
_TAB = re.compile(r"^===[!+]* +\"[^\"]+\" *$")


def read_section(source: Source, block: Block) -> tuple[str, Markdown | None] | None:
    """Read a block of ours.

    Returns:
        Its name and text (None when it is empty, which is reported); the name is empty when the
        block is not understood, which is reported as well. None altogether when it is one of
        Material's boxes, which belongs to the item's text.
    """
    head = block.first.text.rstrip()
    if _TAB.match(head):
        check_indented(source, block)
        return None
    match = _HEAD.match(head)
    name = match[2] if match else None
    if match is None or name is None or match[1] == "===":
        message = f"`{shorten(head)}` is not understood"
        source.report(rules.UNKNOWN_BLOCK, block.first.number, message)
        return "", None
    if name in ADMONITIONS:
        check_indented(source, block)
        return None
    if name not in OWN:
        guess = nearest(name, (*OWN, *ADMONITIONS))
        hint = f"Did you mean `{OWN.get(guess, '!!!')} {guess}`?" if guess else None
        message = f"Unknown block `{shorten(head)}`"
        source.report(rules.UNKNOWN_BLOCK, block.first.number, message, hint)
        return "", None
    if match[1] != OWN[name] or match[3] or match[4]:
        message = f"`{shorten(head)}` must be written `{OWN[name]} {name}`"
        source.report(rules.BAD_BLOCK, block.first.number, message)
    return name, section_body(source, block) if check_indented(source, block) else None


def check_indented(source: Source, block: Block) -> bool:
    """Return whether a block has indented text below its marker; report it when it has none."""
    if len(block.lines) > 1:
        return True
    head = shorten(block.first.text)
    message = f"Below `{head}` there is no text indented by four spaces"
    source.report(rules.BAD_BLOCK, block.first.number, message)
    return False


def section_body(source: Source, block: Block) -> Markdown:
    """Return the text of a block without its indentation."""
    lines = list(block.lines[1:])
    while not lines[0].text.strip():
        del lines[0]
    text = "\n".join(line.text[4:].rstrip() for line in lines)
    indent = len(lines[0].text) - len(lines[0].text.lstrip())
    return Markdown(text, source.span(lines[0].number, indent + 1))
