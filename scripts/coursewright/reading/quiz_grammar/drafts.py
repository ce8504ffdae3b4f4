"""What task lists of quizzes and of scenarios have alike: boxes, lines, attributes of an option."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coursewright.reading.fields import DOTTED
from coursewright.reading.quiz_grammar.attributes import split_attributes
from coursewright.reading.quiz_grammar.blocks import is_box
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coursewright.reading.quiz_grammar.attributes import Attribute, Attributes
    from coursewright.reading.quiz_grammar.blocks import Block, Line
    from coursewright.reading.source import Source

_OPTION: Final = re.compile(r"^[-*+] \[([ xX~])\](?: +(.*))?$")
_BOX_START: Final = re.compile(r"[\[(]|$")
_NO_BREAK_HINT: Final = (
    "A word processor has put an invisible no-break space beside the box. Delete the beginning of "
    "the line and type it again: `- [x] `."
)
Part = tuple[int, int, str]
"""Line number, column and text of one line of an option."""


@dataclass(slots=True)
class Draft:
    """An option while its lines are being read."""

    line: Line
    box: str
    """What stands in the box: `x`, `~` or a space."""
    text: list[Part] = field(default_factory=list)
    consequence: list[Part] = field(default_factory=list)
    feedback: list[Part] = field(default_factory=list)
    is_text_over: bool = False


def read_drafts(
    source: Source,
    block: Block,
    blank: Callable[[Draft, Line], None],
    go_on: Callable[[Source, Draft, Line], None],
) -> list[Draft]:
    """Divide a task list into its options; a line that begins none is reported and left out.

    Args:
        source: where findings go.
        block: the task list.
        blank: takes an empty line of an option.
        go_on: takes any further line of an option.
    """
    drafts: list[Draft] = []
    is_lost = False
    """True while the lines belong to an option that could not be read."""
    for line in block.lines:
        if not line.text.strip():
            if drafts:
                blank(drafts[-1], line)
        elif not line.text.startswith(" ") or is_box(line.plain):
            draft = _start(source, line)
            is_lost = draft is None
            if draft is not None:
                drafts.append(draft)
        elif not is_lost and drafts:
            go_on(source, drafts[-1], line)
    return drafts


def _start(source: Source, line: Line) -> Draft | None:
    match = _OPTION.match(line.text.rstrip())
    if match is None:
        if is_box(line.plain):
            message = f"The box of `{shorten(line.text)}` is not understood"
            column = next(_BOX_START.finditer(line.text)).start() + 1
            hint = _NO_BREAK_HINT if "\u00a0" in line.text[: column + 4] else None
            source.report(rules.BAD_BOX, source.span(line.number, column), message, hint)
        else:
            message = f"`{shorten(line.text)}` has no box"
            source.report(rules.NO_BOX, line.number, message)
        return None
    draft = Draft(line, match[1].lower())
    if match[2]:
        draft.text.append((line.number, match.start(2) + 1, match[2]))
    return draft


def take_attributes(source: Source, draft: Draft) -> Attributes | None:
    """Take the list of attributes off the end of an option's text; None where there is no text."""
    if not draft.text:
        return None
    number, column, last = draft.text[-1]
    last, attributes = split_attributes(source, number, last, column)
    draft.text[-1] = (number, column, last)
    return attributes


def known_values(
    source: Source, attributes: Attributes | None, known: Sequence[str], where: str = ""
) -> Mapping[str, Attribute]:
    """Return the attributes of an option; an id and what is not known are reported.

    Args:
        source: where findings go.
        attributes: the list; None: there is none.
        known: names that an option of this kind may have.
        where: what to say of an id besides.
    """
    if attributes is None:
        return {}
    if attributes.id is not None:
        message = f"An option has no id of its own{where}"
        source.report(rules.UNKNOWN_ATTRIBUTE, attributes.id.span, message)
    for name, attribute in {**attributes.values, **attributes.classes}.items():
        if name not in known:
            message = f"Unknown attribute `{shorten(name)}` of an option"
            hint = did_you_mean(name, known)
            source.report(rules.UNKNOWN_ATTRIBUTE, attribute.span, message, hint)
    return attributes.values


def read_misconception(source: Source, attribute: Attribute | None) -> str | None:
    """Return the id of the misconception that an option stands for; None where none is named."""
    if attribute is None or DOTTED.fullmatch(attribute.value):
        return None if attribute is None else attribute.value
    message = f"`{shorten(attribute.value)}` is not the id of a misconception"
    source.report(rules.BAD_VALUE, attribute.span, message)
    return None
