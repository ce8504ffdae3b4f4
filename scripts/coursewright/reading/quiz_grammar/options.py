"""Task lists: options with their boxes, attributes and feedback."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from coursewright.model import Markdown, Option
from coursewright.reading.fields import DOTTED
from coursewright.reading.quiz_grammar.attributes import Attributes, split_attributes
from coursewright.reading.quiz_grammar.blocks import is_box
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from coursewright.reading.quiz_grammar.blocks import Block, Line
    from coursewright.reading.source import Source

_OPTION = re.compile(r"^[-*+] \[([ xX~])\](?: +(.*))?$")
_BOX_START = re.compile(r"[\[(]|$")
_NESTED = re.compile(r"^ *(?:[-*+] |\d{1,9}[.)] |#{1,6} |```|~~~)")
_QUOTE = re.compile(r"^ *> ?")
_ATTRIBUTES = ("misconception", "own")
_NO_BREAK_HINT = (
    "A word processor has put an invisible no-break space beside the box. Delete the beginning of "
    "the line and type it again: `- [x] `."
)
CREDITS = {"x": Fraction(1), "X": Fraction(1), "~": Fraction(1, 2), " ": Fraction(0)}
_HALF = CREDITS["~"]


@dataclass(slots=True)
class _Draft:
    line: Line
    credit: Fraction
    text: list[tuple[int, int, str]] = field(default_factory=list)
    """Line number, column and text of each line of the option."""
    feedback: list[tuple[int, int, str]] = field(default_factory=list)
    is_text_over: bool = False


def read_options(source: Source, block: Block) -> tuple[Option, ...]:
    """Read a task list; lines that are not understood are reported and left out."""
    drafts: list[_Draft] = []
    is_lost = False
    """True while the lines belong to an option that could not be read."""
    for line in block.lines:
        if not line.text.strip():
            if drafts:
                drafts[-1].is_text_over = True
        elif not line.text.startswith(" ") or is_box(line.plain):
            draft = _start(source, line)
            is_lost = draft is None
            if draft is not None:
                drafts.append(draft)
        elif not is_lost and drafts:
            _continue(source, drafts[-1], line)
    options = (_finish(source, draft) for draft in drafts)
    return tuple(option for option in options if option is not None)


def _start(source: Source, line: Line) -> _Draft | None:
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
    draft = _Draft(line, CREDITS[match[1]])
    if match[2]:
        draft.text.append((line.number, match.start(2) + 1, match[2]))
    return draft


def _continue(source: Source, draft: _Draft, line: Line) -> None:
    quote = _QUOTE.match(line.text)
    if quote:
        if draft.feedback and draft.is_text_over and draft.feedback[-1][0] < line.number - 1:
            draft.feedback.append((line.number - 1, 1, ""))
        draft.feedback.append((line.number, quote.end() + 1, line.text[quote.end() :].rstrip()))
        return
    column = len(line.text) - len(line.text.lstrip()) + 1
    span = source.span(line.number, column)
    if draft.feedback:
        hint = "Begin each line of the feedback with `    > `."
        source.report(rules.AFTER_OPTIONS, span, "Feedback goes on without its `>`", hint)
    elif draft.is_text_over or _NESTED.match(line.text):
        source.report(rules.LONG_OPTION, span, "This option has more than one paragraph")
    else:
        draft.text.append((line.number, column, line.text.strip()))


def _finish(source: Source, draft: _Draft) -> Option | None:
    span = source.span(draft.line.number)
    attributes: Attributes | None = None
    if draft.text:
        number, column, last = draft.text[-1]
        last, attributes = split_attributes(source, number, last, column)
        draft.text[-1] = (number, column, last)
    text = "\n".join(part for _, _, part in draft.text).strip()
    if not text:
        source.report(rules.EMPTY_OPTION, span, "This option has no text")
        return None
    return Option(
        text=Markdown(text, source.span(draft.text[0][0], draft.text[0][1])),
        credit=draft.credit,
        feedback=_feedback(source, draft),
        misconception=_misconception(source, attributes),
        span=span,
        own=None if attributes is None else attributes.get("own"),
    )


def _feedback(source: Source, draft: _Draft) -> Markdown | None:
    text = "\n".join(part for _, _, part in draft.feedback).strip("\n")
    if not text.strip():
        if draft.feedback:
            source.report(rules.BAD_BLOCK, draft.feedback[0][0], "This feedback is empty")
        return None
    number, column, _ = next(part for part in draft.feedback if part[2].strip())
    return Markdown(text, source.span(number, column))


def _misconception(source: Source, attributes: Attributes | None) -> str | None:
    if attributes is None:
        return None
    if attributes.id is not None:
        message = "An option has no id of its own"
        source.report(rules.UNKNOWN_ATTRIBUTE, attributes.id.span, message)
    for name, attribute in {**attributes.values, **attributes.classes}.items():
        if name not in _ATTRIBUTES:
            message = f"Unknown attribute `{shorten(name)}` of an option"
            hint = did_you_mean(name, _ATTRIBUTES)
            source.report(rules.UNKNOWN_ATTRIBUTE, attribute.span, message, hint)
    attribute_ = attributes.values.get("misconception")
    if attribute_ is None:
        return None
    if not DOTTED.fullmatch(attribute_.value):
        message = f"`{shorten(attribute_.value)}` is not the id of a misconception"
        source.report(rules.BAD_VALUE, attribute_.span, message)
        return None
    return attribute_.value


def report_half_credits(source: Source, options: tuple[Option, ...], kind: str) -> None:
    """Report `[~]` in an item that is no situation."""
    for option in options:
        if option.credit == _HALF:
            message = f"`[~]` has no meaning in an item of type {kind}"
            source.report(rules.STRAY_BOX, option.span, message)
