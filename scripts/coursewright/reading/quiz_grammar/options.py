"""Task lists: options with their boxes, attributes and feedback."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from coursewright.model import Markdown, Option
from coursewright.reading.quiz_grammar.drafts import (
    known_values,
    read_drafts,
    read_misconception,
    take_attributes,
)
from coursewright.reading.rules import quizzes as rules

if TYPE_CHECKING:
    from coursewright.reading.quiz_grammar.blocks import Block, Line
    from coursewright.reading.quiz_grammar.drafts import Draft
    from coursewright.reading.source import Source

_NESTED = re.compile(r"^ *(?:[-*+] |\d{1,9}[.)] |#{1,6} |```|~~~)")
_QUOTE = re.compile(r"^ *> ?")
_ATTRIBUTES = ("misconception", "own")
CREDITS = {"x": Fraction(1), "~": Fraction(1, 2), " ": Fraction(0)}
_HALF = CREDITS["~"]


def read_options(source: Source, block: Block) -> tuple[Option, ...]:
    """Read a task list; lines that are not understood are reported and left out."""
    drafts = read_drafts(source, block, _blank, _continue)
    options = (_finish(source, draft) for draft in drafts)
    return tuple(option for option in options if option is not None)


def _blank(draft: Draft, _line: Line) -> None:
    draft.is_text_over = True


def _continue(source: Source, draft: Draft, line: Line) -> None:
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


def _finish(source: Source, draft: Draft) -> Option | None:
    span = source.span(draft.line.number)
    attributes = take_attributes(source, draft)
    text = "\n".join(part for _, _, part in draft.text).strip()
    if not text:
        source.report(rules.EMPTY_OPTION, span, "This option has no text")
        return None
    feedback = _feedback(source, draft)
    values = known_values(source, attributes, _ATTRIBUTES)
    return Option(
        text=Markdown(text, source.span(draft.text[0][0], draft.text[0][1])),
        credit=CREDITS[draft.box],
        feedback=feedback,
        misconception=read_misconception(source, values.get("misconception")),
        span=span,
        own=values["own"].value if "own" in values else None,
    )


def _feedback(source: Source, draft: Draft) -> Markdown | None:
    text = "\n".join(part for _, _, part in draft.feedback).strip("\n")
    if not text.strip():
        if draft.feedback:
            source.report(rules.BAD_BLOCK, draft.feedback[0][0], "This feedback is empty")
        return None
    number, column, _ = next(part for part in draft.feedback if part[2].strip())
    return Markdown(text, source.span(number, column))


def report_half_credits(source: Source, options: tuple[Option, ...], kind: str) -> None:
    """Report `[~]` in an item that is no situation."""
    for option in options:
        if option.credit == _HALF:
            message = f"`[~]` has no meaning in an item of type {kind}"
            source.report(rules.STRAY_BOX, option.span, message)
